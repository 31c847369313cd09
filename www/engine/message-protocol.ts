/** What the dedicated worker asks of a message worker: one that shares no memory with it. */
export type MessageRequest =
  | { type: 'start'; module: WebAssembly.Module }
  /** `settled` as JSON, the settled request; what is left of the count before is dropped */
  | { type: 'open'; count: number; settled: string }
  /** The outputs of the phase that it knows last; it folds them, and knows the next one then. */
  | { type: 'learn'; lesson: Uint8Array }
  /** units of the phase that it knows last, by number */
  | { type: 'run'; units: Uint32Array }
  | { type: 'stop' };

/** What a message worker says. */
export type MessageEvent =
  | { type: 'ready' }
  /** It has learnt so many phases of that count. */
  | { type: 'learnt'; count: number; phases: number }
  | ({ type: 'results'; count: number } & UnitResults)
  /** It has dropped the units that it had. */
  | { type: 'stopped'; count: number };

export type UnitResults = {
  /** units that it has run since it said so last; `completed` has them as `complete` takes them */
  units: number;
  completed: Uint8Array;
  /** units that it was given a while ago, and returns */
  notBegun: Uint32Array;
  /** the words of its meter */
  meter: BigUint64Array;
};
