// One module of all that a first count does not show.
export { ByClasses } from './by-classes';
export { UnfinishedOffers } from './checkpoint-offers';
export { ClassesRunning } from './classes-running';
export { LongQuestion } from './confirm-long';
export { Contradiction } from './contradiction';
export { Cancelled, Failed } from './ended';
export { Pages } from './rectangle-pages';
