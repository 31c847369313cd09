import type { Autosave } from './autosave';
import { bytesOf } from './checkpoint';

const nothing = async () => {};

/** As long as nothing has to be kept. */
export const NOT_KEPT: Autosave = {
  claim: async () => true,
  before: async (given) => given && bytesOf(given),
  tick: () => {},
  save: () => {},
  keep: nothing,
  forget: nothing,
  release: nothing,
};
