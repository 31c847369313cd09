/** @typedef {import('../www/model/figures').Figures & { elapsed_seconds: number }} CountReport What a count gave. */
/** @typedef {import('../www/model/generated').UnitReport} UnitReport */
/** @typedef {import('../www/engine/api').UnitRequest} UnitQuestion */
/** @typedef {import('./measures.mjs').CountMeasure} CountMeasure */
/** @typedef {import('./measures.mjs').Options} Options */
/** @typedef {import('./measures.mjs').Schedule} Schedule */
/** @typedef {import('./measures.mjs').UnitMeasure} UnitMeasure */

/**
 * @typedef {{
 *   shape: { rows: number, columns: number }, workers: number, schedule: Schedule, options: Partial<Options>,
 * }} CountQuestion
 */

/**
 * Where counting is measured: the command or a browser.
 * @typedef {{
 *   name: string,
 *   warmUps: number,
 *   unit(question: UnitQuestion): Promise<UnitReport>,
 *   count(question: CountQuestion): Promise<CountReport>,
 * }} Place
 */

/**
 * One way to run a measure, to be compared with the others of the same measure.
 * @typedef {{ where: string, place: Place, options: Partial<Options> }} Variant
 */

/** @typedef {{ measure: UnitMeasure, where: string, options: Partial<Options>, reports: UnitReport[] }} UnitSeries */
/** @typedef {{ measure: CountMeasure, where: string, workers: number, reports: CountReport[] }} CountSeries */

/**
 * Runs a first column or a part of it in every variant.
 * @param {UnitMeasure} measure
 * @param {Variant[]} variants
 * @param {number} rounds
 * @returns {Promise<UnitSeries[]>}
 */
export async function measureUnit(measure, variants, rounds) {
  const { rows, columns, part = 0, parts = 1, times: repetitions = 1 } = measure;
  const question = { shape: { rows, columns }, firstColumn: 0, part, parts, repetitions };
  const all = await inTurn(
    variants.map(({ place, options }) => ({
      warmUps: place.warmUps,
      run: () => place.unit({ ...question, options }),
    })),
    rounds,
  );
  mustAgree(
    `${rows} × ${columns}`,
    all.flat().map(({ unit, count }) => JSON.stringify({ unit, count })),
  );
  return variants.map(({ where, options }, i) => ({ measure, where, options, reports: all[i] ?? [] }));
}

/**
 * Counts a whole shape in every place with every number of workers.
 * @param {CountMeasure} measure
 * @param {Place[]} places
 * @param {number} rounds
 * @returns {Promise<CountSeries[]>}
 */
export async function measureCount(measure, places, rounds) {
  const { rows, columns, schedule, popcount } = measure;
  const options = popcount ? { popcount } : {};
  const variants = places.flatMap((place) => measure.workers.map((workers) => ({ place, workers })));
  const all = await inTurn(
    variants.map(({ place, workers }) => ({
      warmUps: place.warmUps,
      run: () => place.count({ shape: { rows, columns }, workers, schedule, options }),
    })),
    rounds,
  );
  mustAgree(
    `${rows} × ${columns}`,
    all.flat().map(({ positive, negative }) => JSON.stringify({ positive, negative })),
  );
  return variants.map(({ place, workers }, i) => ({
    measure,
    where: place.name,
    workers,
    reports: all[i] ?? [],
  }));
}

/**
 * Runs every variant once a round, there and back again, so that a machine that grows slower favours none. A single
 * round has no warm-up: it is for what takes long.
 * @template T
 * @param {{ warmUps: number, run: () => Promise<T> }[]} variants
 * @param {number} rounds
 * @returns {Promise<T[][]>}
 */
export async function inTurn(variants, rounds) {
  const lanes = variants.map((variant) => ({ ...variant, done: /** @type {T[]} */ ([]) }));
  if (rounds > 1) {
    for (const { warmUps, run } of lanes) for (let i = 0; i < warmUps; i++) await run();
  }
  for (let round = 0; round < rounds; round++) {
    for (const { run, done } of lanes) done.push(await run());
    lanes.reverse();
  }
  if (rounds % 2 === 1) lanes.reverse();
  return lanes.map(({ done }) => done);
}

/**
 * @param {string} what
 * @param {string[]} counts
 */
export function mustAgree(what, counts) {
  const different = counts.find((count) => count !== counts[0]);
  if (different) throw new Error(`Not every way to count ${what} agrees: ${counts[0]}, ${different}`);
}
