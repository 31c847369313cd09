// One module of all that a first count does not show.
export { ByClasses } from './by-classes';
export { ClassesRunning } from './classes-running';
export { Contradiction } from './contradiction';
export { LongQuestion } from './long-question';
export { Pages } from './look-pages';
export { Cancelled, Failed } from './stopped';
export { UnfinishedOffers } from './unfinished-offers';
