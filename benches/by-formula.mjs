import { inTurn, mustAgree } from './series.mjs';

/** @typedef {import('./measures.mjs').FormulaMeasure} FormulaMeasure */
/** @typedef {import('./series.mjs').Place} Place */

/**
 * A count by formula of K for every n up to the measure's. Multiplications are modulo a prime, `null` where they are not said;
 * so are the seconds that one takes in a plain loop right after.
 * @typedef {{ seconds: number, total: string, multiplications: number | null, plain_seconds: number | null }} FormulaReport
 */

/**
 * A place where it is measured too.
 * @typedef {Place & {
 *   formula(question: { rows: number, columns: number, workers: number }): Promise<FormulaReport>,
 * }} FormulaPlace
 */

/** @typedef {{ measure: FormulaMeasure, where: string, workers: number, reports: FormulaReport[] }} FormulaSeries */

/**
 * Counts K for every n up to one by formula in every place, with every number of workers.
 * @param {FormulaMeasure} measure
 * @param {FormulaPlace[]} places
 * @param {number} rounds
 * @returns {Promise<FormulaSeries[]>}
 */
export async function measureFormula(measure, places, rounds) {
  const { rows, columns } = measure;
  const variants = places.flatMap((place) => measure.workers.map((workers) => ({ place, workers })));
  const all = await inTurn(
    variants.map(({ place, workers }) => ({
      warmUps: place.warmUps,
      run: () => place.formula({ rows, columns, workers }),
    })),
    rounds,
  );
  mustAgree(
    `K(${rows}, ${columns})`,
    all.flat().map(({ total }) => total),
  );
  return variants.map(({ place, workers }, i) => ({
    measure,
    where: place.name,
    workers,
    reports: all[i] ?? [],
  }));
}
