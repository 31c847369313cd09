import type { EngineName } from '../model/generated';

// Sentences that are shown in more than one place.

export const CANNOT_COUNT = 'This browser cannot count.';
export const MODULE_STARTING = 'The counting module is being started.';
export const WORKERS_STARTING = 'The workers are starting.';
export const ENGINE_UNRESPONSIVE = 'The engine stopped responding.';

export const NO_PUBLISHED_VALUE = 'No published value known.';
/** In place of a figure that a count leaves open. */
export const NOT_COUNTED = 'not counted here';
export const DIFFERENCE_ALONE = 'K is not counted here; D alone is known.';

export const NO_CLASSES_NEEDED = 'For up to three rows no list of classes is needed.';

export const FIGURES_INCONSISTENT = 'The figures do not add up.';
export const FIRST_COLUMNS_DISAGREE = 'The first columns do not agree.';
export const DIFFERS_FROM_PUBLISHED = 'The count differs from the published value.';

type Counted = { engine: EngineName };

/** That two counts of a shape differ. */
export const countsDisagree = (a: Counted, b: Counted) =>
  a.engine === b.engine ? 'Two counts disagree.' : 'The two methods disagree.';

export const NOT_IMPORTED = 'Not imported.';

/** Why a file was not imported; `reason` is a sentence. */
export const notImported = (fileName: string, reason: string) => `${fileName} was not imported. ${reason}`;

/** That a file exceeds so many bytes. */
export const largerThan = (bytes: number) => `It is larger than ${bytes / 2 ** 20} MiB.`;
