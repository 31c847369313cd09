import type { How } from './limits';
import type { Scope } from './question';
import type { View } from './view';

/** A number as written in the address, of any length. */
export type Written = { value: number; text: string };

/** A request that cannot be counted. */
export type RefusedRequest =
  | { kind: 'unreadable' }
  | ({ kind: 'shape'; rows: Written; columns: Written; view: View } & How)
  | { kind: 'all'; columns: Written }
  | { kind: 'range'; from: Written; to: Written };

/** A request in the address that cannot be counted, and how the form shows it. */
export type Refused = {
  requested: RefusedRequest;
  scope: Scope;
  texts: Partial<Record<'rows' | 'columns' | 'from' | 'to', string>>;
};
