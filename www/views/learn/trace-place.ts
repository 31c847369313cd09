import { useRef } from 'preact/hooks';
import type { Shape, TraceStep, TraceTotal } from '../../model/generated';
import { type Answered, useAnswer } from './answer';

/** Steps in one answer, of which the first is the last one of the answer before. */
const STEPS = 200;

/** A loop over one first column, or over one second row of it. */
export type TraceLoop = {
  shape: Shape;
  /** the rank of the first column, from 0 */
  column: number;
  /** a candidate of row 2, from 0; null for one after the other */
  secondRow: number | null;
};

/** A step of the loop, and the one before it. */
export type TraceView = {
  /** from 0 */
  at: number;
  step: TraceStep;
  before: TraceStep | null;
  /** whether it is the last one */
  last: boolean;
};

type Shown = { key: string; view: TraceView };

/** The step with that number, from 0. While it is fetched, the one that was shown before is returned. */
export function useTraceStep(loop: TraceLoop | null, at: number): Answered<TraceView> {
  const key = JSON.stringify(loop);
  const shown = useRef<Shown | null>(null);
  const from = at === 0 ? 0 : Math.floor((at - 1) / (STEPS - 1)) * (STEPS - 1);
  const trace = useAnswer(loop && requestOf(loop, from, STEPS, false));
  if (trace.state === 'failed') return trace;
  if (trace.state === 'there') {
    const { steps, total } = trace.answer;
    const step = steps[at - from];
    if (step) {
      const last = total !== null && at - from === steps.length - 1;
      shown.current = { key, view: { at, step, before: steps[at - from - 1] ?? null, last } };
    }
  }
  if (shown.current?.key === key) return { state: 'there', answer: shown.current.view };
  return { state: 'waiting' };
}

/** What is counted in all, in one go; null asks nothing. */
export function useTraceTotal(loop: TraceLoop | null): Answered<TraceTotal> {
  const trace = useAnswer(loop && requestOf(loop, 0, 0, true));
  if (trace.state !== 'there') return trace;
  return trace.answer.total ? { state: 'there', answer: trace.answer.total } : { state: 'waiting' };
}

function requestOf({ shape, column, secondRow }: TraceLoop, from: number, steps: number, finish: boolean) {
  return { trace: { ...shape, column, second_row: secondRow, from_step: from, steps, finish } };
}
