/** Requests from the dedicated worker to a message worker, which shares no memory with it. */
export type MessageRequest =
  | { type: 'start'; module: WebAssembly.Module }
  /** `settled`: the settled request as JSON. Drops whatever is left of the previous count. */
  | { type: 'open'; count: number; settled: string }
  /** The outputs of its current phase; folding them leads to the next one. */
  | { type: 'learn'; lesson: Uint8Array }
  /** units of its current phase, by number */
  | { type: 'run'; units: Uint32Array }
  | { type: 'stop' };

/** Events from a message worker. */
export type MessageEvent =
  | { type: 'ready' }
  /** It has learnt so many phases of this count. */
  | { type: 'learnt'; count: number; phases: number }
  | ({ type: 'results'; count: number } & UnitResults)
  /** It has dropped its units. */
  | { type: 'stopped'; count: number };

export type UnitResults = {
  /** units run since the last such event; `completed` has their outputs, as `Counter.complete` takes them */
  units: number;
  completed: Uint8Array;
  /** units that it returns without having begun them */
  notBegun: Uint32Array;
  /** the words of its meter */
  meter: BigUint64Array;
};
