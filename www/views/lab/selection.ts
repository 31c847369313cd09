import { plural } from '../../format/units';
import { durationText } from './figures';
import { type Lane, type Piece, pieceName, type TimedRun, type Timeline } from './timeline';

/** What is pointed at in a timeline. */
export type Spot = { run: TimedRun; lane: Lane; piece: Piece };

export function spotWords({ run, lane, piece }: Spot, timerSeconds: number): string {
  const text = (seconds: number) => durationText(seconds, timerSeconds);
  const from = piece.from === 0 ? '0' : text(piece.from);
  return `${plural(run.workers, 'worker')}, worker ${lane.worker + 1}: ${pieceName(piece)}, ${text(piece.to - piece.from)}, from ${from} to ${text(piece.to)}.`;
}

export function spotId({ run, lane, piece }: Spot): string {
  return `${run.workers}-${lane.worker}-${lane.pieces.indexOf(piece)}`;
}

/** Left and right along a lane; up and down to what goes on at the same time. */
export function neighbour({ runs }: Timeline, { lane, piece }: Spot, key: string): Spot | null {
  const all = runs.flatMap((run) => run.lanes.map((one) => ({ run, lane: one })));
  const row = all.findIndex((one) => one.lane === lane);
  const along = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const across = { ArrowUp: -1, ArrowDown: 1 }[key];
  const to = all[row + (across ?? 0)];
  if (!to) return null;
  if (along !== undefined) {
    const next = lane.pieces[lane.pieces.indexOf(piece) + along];
    return next ? { ...to, piece: next } : null;
  }
  if (across === undefined) return null;
  const middle = (piece.from + piece.to) / 2;
  const next = to.lane.pieces.find(({ to: end }) => end > middle) ?? to.lane.pieces.at(-1);
  return next ? { ...to, piece: next } : null;
}
