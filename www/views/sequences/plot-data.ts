import { log10Of } from '../../format/number';
import type { FigureName } from '../../model/figures';
import { type Law, lawOf, lawOfRatio } from '../../model/laws';
import type { SequenceOf } from '../../model/sequence';

/** A term as a point: the decimal logarithm of its size, which of 0 is null, and its sign. */
export type Point = { at: number; log10: number | null; sign: '+' | '−' | '0' };

export type PlotData = {
  points: Point[];
  /** every so many-th term is drawn */
  step: number;
  law: Law | null;
  /** whether the signs have a meaning */
  signed: boolean;
};

/** More points could not be told apart. */
const MOST_POINTS = 60;

export type ValueOf = (at: number, figure: FigureName) => string | null;

/** The points of a figure, or of |D|/K, whose sign is that of D. */
export function plotData(
  of: SequenceOf,
  figure: FigureName,
  ratio: boolean,
  ends: readonly number[],
  known: ValueOf,
): PlotData {
  const all = ends.flatMap((at) => (ratio ? ratioAt(at, known) : figureAt(at, figure, known)));
  const last = all.findLast((point) => point.log10 !== null) ?? null;
  const end = last && { n: last.at, log10: last.log10 ?? 0 };
  const law = 'rows' in of ? (ratio ? lawOfRatio(of.rows, end) : lawOf(of.rows, figure, end)) : null;
  const step = stepOf(all.length);
  return {
    points: all.filter((_, i) => i % step === 0),
    step,
    law,
    signed: ratio || figure === 'difference',
  };
}

/** Odd, so that signs that alternate are seen to. */
function stepOf(count: number): number {
  const step = Math.ceil(count / MOST_POINTS);
  return step % 2 === 1 ? step : step + 1;
}

function figureAt(at: number, figure: FigureName, known: ValueOf): Point[] {
  const value = known(at, figure);
  return value === null ? [] : [{ at, log10: value === '0' ? null : log10Of(value), sign: signOf(value) }];
}

function ratioAt(at: number, known: ValueOf): Point[] {
  const [d, k] = [known(at, 'difference'), known(at, 'total')];
  if (d === null || k === null || k === '0') return [];
  return [{ at, log10: d === '0' ? null : log10Of(d) - log10Of(k), sign: signOf(d) }];
}

function signOf(value: string): Point['sign'] {
  if (value === '0') return '0';
  return value.startsWith('-') ? '−' : '+';
}
