import type { HandedOut } from './generated';

/** What the dedicated worker asks of a hand. */
export type HandRequest =
  | { type: 'open'; module: WebAssembly.Module }
  /** `errand` as JSON, the settled request; what is left of the errand before is dropped */
  | { type: 'errand'; number: number; errand: string }
  | { type: 'units'; units: HandedOut[] }
  | { type: 'stop' };

/** What a hand says. */
export type HandEvent =
  | { type: 'ready' }
  /** How far it is in that errand: each of `backs` is what `takeBack` takes, `meter` the words of its meter. */
  | { type: 'told'; number: number; backs: string[]; meter: BigUint64Array }
  /** It has dropped the units that it had. */
  | { type: 'stopped'; number: number };
