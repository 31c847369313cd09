import { plural } from '../../format/units';
import { durationText } from './format';
import { type Piece, pieceName, type Row, type TimedRun, type Timeline } from './timeline-data';

/** The piece of a timeline that has the focus or is under the pointer. */
export type Selection = { run: TimedRun; row: Row; piece: Piece };

export function selectionText({ run, row, piece }: Selection, timerSeconds: number): string {
  const text = (seconds: number) => durationText(seconds, timerSeconds);
  const from = piece.from === 0 ? '0' : text(piece.from);
  return `${plural(run.workers, 'worker')}, worker ${row.worker + 1}: ${pieceName(piece)}, ${text(piece.to - piece.from)}, from ${from} to ${text(piece.to)}.`;
}

export function selectionId({ run, row, piece }: Selection): string {
  return `${run.workers}-${row.worker}-${row.pieces.indexOf(piece)}`;
}

/** Left and right move along a row, up and down to the piece of another row at the same time. */
export function neighbour({ runs }: Timeline, { row, piece }: Selection, key: string): Selection | null {
  const all = runs.flatMap((run) => run.rows.map((one) => ({ run, row: one })));
  const at = all.findIndex((one) => one.row === row);
  const along = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const across = { ArrowUp: -1, ArrowDown: 1 }[key];
  const to = all[at + (across ?? 0)];
  if (!to) return null;
  if (along !== undefined) {
    const next = row.pieces[row.pieces.indexOf(piece) + along];
    return next ? { ...to, piece: next } : null;
  }
  if (across === undefined) return null;
  const middle = (piece.from + piece.to) / 2;
  const next = to.row.pieces.find(({ to: end }) => end > middle) ?? to.row.pieces.at(-1);
  return next ? { ...to, piece: next } : null;
}

/** The part of a timeline that is shown, in seconds. */
export type Part = { from: number; to: number };

/** The whole divided by the smallest part. */
const MOST_ZOOM = 2000;

function within({ from, to }: Part, whole: number): Part {
  const length = Math.min(whole, to - from);
  const start = Math.min(Math.max(0, from), whole - length);
  return { from: start, to: start + length };
}

/** The part `factor` times as long, with `around` at the same place on the screen. */
export function zoomed(part: Part, factor: number, around: number, whole: number): Part {
  const length = part.to - part.from;
  const next = Math.min(whole, Math.max(whole / MOST_ZOOM, length * factor));
  const share = Math.min(1, Math.max(0, (around - part.from) / length));
  return within({ from: around - share * next, to: around + (1 - share) * next }, whole);
}

/** The part moved by this many of its own lengths. */
export function moved({ from, to }: Part, lengths: number, whole: number): Part {
  const by = (to - from) * lengths;
  return within({ from: from + by, to: to + by }, whole);
}

/** The part, moved to where `middle` is in its centre if it lies outside. */
export function showing(part: Part, middle: number, whole: number): Part {
  if (middle >= part.from && middle <= part.to) return part;
  const half = (part.to - part.from) / 2;
  return within({ from: middle - half, to: middle + half }, whole);
}
