import type { EngineChoice } from './engine-selection';
import type { Scope } from './question';
import type { View } from './view';

/** A number as the address has it, of any length. */
export type Written = { value: number; text: string };

/** What was asked for in vain. */
export type RefusedRequest =
  | { kind: 'unreadable' }
  | { kind: 'shape'; rows: Written; columns: Written; view: View; engine: EngineChoice }
  | { kind: 'all'; columns: Written }
  | { kind: 'range'; from: Written; to: Written };

/** What an address asks for and cannot have, and how the form has it. */
export type Refused = {
  requested: RefusedRequest;
  scope: Scope;
  texts: Partial<Record<'rows' | 'columns' | 'from' | 'to', string>>;
};
