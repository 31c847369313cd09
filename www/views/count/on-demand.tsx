// One module of all that a first count does not show.

export { CheckpointOffers } from './checkpoint-offers';
export { ByClasses } from './classes-evidence';
export { ConfirmLong } from './confirm-long';
export { Cancelled, Contradiction, Failed } from './ended';
export { ByFormula } from './formula-evidence';
export { PhasesRunning } from './phases-running';
export { Pages } from './rectangle-pages';
