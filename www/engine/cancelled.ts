/** Why a count by classes that was cancelled has no result. */
export const CANCELLED = 'Cancelled.';
