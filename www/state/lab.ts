import type { ReadonlySignal, Signal } from '@preact/signals';
import type { LabPlan, LabReport, Shape, Step } from '../engine/generated';

/** What the lab is doing. */
export type LabRun =
  /** nothing yet, or the last report stands */
  | { state: 'idle' }
  | {
      state: 'measuring';
      plan: LabPlan;
      /** steps done, of plan.steps */
      done: number;
      /** the step in hand; null while the kept crews are started */
      step: Step | null;
      /** 0..1, measured in the plan's estimated seconds of the steps done */
      share: number;
      /** about, from the pace so far */
      remainingSeconds: number;
      stopping: boolean;
    }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string };

/** What the reader expected, before measuring; null for what was not guessed. */
export type Guess = {
  /** sequential time over the pool's */
  speedUp: number | null;
  /** first columns for worker 1, of all of the counted shape */
  firstShare: number | null;
};

export type Lab = {
  /** the shape for what is counted in numbers */
  counted: Signal<Shape>;
  /** the shape for what is timed; null has one chosen by measurement */
  timed: Signal<Shape | null>;
  /** for the request as it stands; null until it is there */
  plan: ReadonlySignal<LabPlan | null>;
  run: Signal<LabRun>;
  /** the last one; stays while the next is measured */
  report: Signal<LabReport | null>;
  /** opened from a file, shown beside */
  other: Signal<{ name: string; report: LabReport } | null>;
  /** why a file or a request was refused, in one sentence */
  refusal: Signal<string | null>;
  guess: Signal<Guess>;
  /** why it cannot start now, in one sentence; null when it can */
  blocked: ReadonlySignal<string | null>;
  start(): void;
  cancel(): void;
  /** Reads a report from a file into `other`, or says in `refusal` why not. */
  open(file: File): Promise<void>;
  close(): void;
};
