import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Parsed, Size } from '../model/address';
import type { CheckpointRecord } from '../model/checkpoint-record';
import type { EngineChoice } from '../model/engine-selection';
import type { Finished } from '../model/result';
import type { SavedResult } from '../model/saved-result';
import type { Verdict } from '../model/soundness';
import type { View } from '../model/view';
import type { Checkpoints } from './checkpoints';
import type { Counts } from './counts';
import type { CrossCheck } from './cross-check';
import type { Drawing } from './drawing';
import type { Engine } from './engine';
import type { Estimator } from './estimate';
import type { Form } from './form';
import type { Lab } from './lab';
import type { Learn } from './learn';
import type { Links } from './links';
import type { Live } from './live';
import type { Persistence } from './persistence';
import type { Results } from './results';
import type { Counted, Runner } from './runner';
import type { Samples } from './samples';
import type { Sequences } from './sequences';
import type { Table } from './table';

export type Notes = Pick<Parsed, 'ignored' | 'refused' | 'moreWorkers'>;

export type App = {
  view: Signal<View>;
  form: Form;
  /** requested */
  workers: ReadonlySignal<number>;
  /** as started; may be fewer than requested */
  workerCount: ReadonlySignal<number>;
  cores: number;
  /** most that can be chosen: the number of processors, or more if the visitor insisted */
  mostWorkers: ReadonlySignal<number>;
  engine: Engine;
  live: Live;
  samples: Samples;
  lab: Lab;
  table: Table;
  learn: Learn;
  sequences: Sequences;
  counts: Counts;
  /** of results of enumeration, by classes */
  check: CrossCheck;
  results: Results;
  checkpoints: Checkpoints;
  persistence: Persistence;
  size: Signal<Size>;
  /** the results are shown large, without controls */
  present: Signal<boolean>;
  drawing: Pick<Drawing, 'after'>;
  estimates: Estimator['estimates'];
  plan: Estimator['plan'];
  /** what in the address could not be used */
  notes: ReadonlySignal<Notes>;
  /** Count was pressed; waiting for the engine, the estimate, the lab or the table */
  pending: Signal<boolean>;
  /** a long count waits for confirmation */
  confirming: Signal<boolean>;
  /** why the engine refused a count, in its words */
  refusal: Signal<string | null>;
  /** the one of several results that is shown */
  shown: Signal<Finished | null>;
  /** the saved result that is shown instead of a count */
  saved: Signal<SavedResult | null>;
  /** Checks a finished count against itself, published values, saved results and the other engine. */
  verdictOf(result: Finished): Verdict;
  /** Whether nothing contradicts a finished count. */
  stands(result: Finished): boolean;
  /** Shows a saved result, and sets the form to its shape; does nothing while a count runs. */
  show(result: SavedResult): void;
  count(): void;
  /** Counts the same with another engine. */
  countBy(choice: EngineChoice): void;
  countAnyway(): void;
  /** Resumes an unfinished count. */
  resume(count: CheckpointRecord): void;
  /** Shows a count that runs in another tab. */
  watch(shape: Counted): void;
  /** Opens a checkpoint file, and sets the form to its shape. */
  openCheckpoint(file: File): Promise<void>;
  dismissConfirm(): void;
  cancel(): void;
  /** Cancels, and saves progress. */
  pause(): void;
  /** Counts again on a new engine. */
  startAgain(): Promise<void>;
} & Omit<Links, 'arrive'> &
  Pick<
    Runner,
    | 'run'
    | 'number'
    | 'popcount'
    | 'autosaving'
    | 'notSaved'
    | 'savedAt'
    | 'warnings'
    | 'inOtherTab'
    | 'sampledAt'
  >;
