// One module of all that a first count does not show.

export { CheckpointOffers } from './checkpoint-offers';
export { ByClasses } from './classes-evidence';
export { ClassesRunning } from './classes-running';
export { ConfirmLong } from './confirm-long';
export { Cancelled, Contradiction, Failed } from './ended';
export { ByFormula, PublishedSplit } from './formula-evidence';
export { Pages } from './rectangle-pages';
