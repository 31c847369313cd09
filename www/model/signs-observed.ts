/** A term with its value as a decimal string. */
type Term = { at: number; value: string };

/** What the signs of consecutive terms show, and nothing about any others. */
export type Observed = {
  from: number;
  to: number;
  /** where the value is 0 */
  zeros: number[];
  /** the last stretch whose signs follow a rule, at least `LEAST` terms; null if there is none */
  rule: { from: number; kind: 'alternating' | 'positive' | 'negative'; last: '+' | '−' } | null;
  /** before that stretch, where the value is positive and where it is negative */
  positive: number[];
  negative: number[];
};

/** A shorter stretch shows no rule. */
const LEAST = 5;

const signOf = ({ value }: Term) => (value === '0' ? 0 : value.startsWith('-') ? -1 : 1);

/** Of the first consecutive terms; null without any. */
export function observe(terms: readonly Term[]): Observed | null {
  const run = terms.slice(0, runLength(terms));
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return null;
  const signs = run.map(signOf);
  const constant = stretch(signs, (a, b) => a === b && b !== 0);
  const alternating = stretch(signs, (a, b) => a === -b && b !== 0);
  const length = Math.max(constant, alternating);
  const found = length >= LEAST && signs.at(-1) !== 0;
  const start = found ? run.length - length : run.length;
  const before = run.slice(0, start);
  const kind = constant < alternating ? 'alternating' : signs.at(-1) === 1 ? 'positive' : 'negative';
  return {
    from: first.at,
    to: last.at,
    zeros: run.filter((one) => signOf(one) === 0).map(({ at }) => at),
    rule: found ? { from: run[start]?.at ?? first.at, kind, last: signs.at(-1) === 1 ? '+' : '−' } : null,
    positive: before.filter((one) => signOf(one) === 1).map(({ at }) => at),
    negative: before.filter((one) => signOf(one) === -1).map(({ at }) => at),
  };
}

/** How many terms follow each other without a gap, from the first on. */
function runLength(terms: readonly Term[]): number {
  const gap = terms.findIndex((one, i) => i > 0 && one.at !== (terms[i - 1]?.at ?? 0) + 1);
  return gap === -1 ? terms.length : gap;
}

/** How many of the last signs follow each other as `fits` says. */
function stretch(signs: number[], fits: (before: number, after: number) => boolean): number {
  let length = signs.length > 0 ? 1 : 0;
  while (length < signs.length && fits(signs.at(-length - 1) ?? 0, signs.at(-length) ?? 0)) length++;
  return length;
}
