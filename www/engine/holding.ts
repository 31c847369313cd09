/** What a hand has of work, so that it never waits for a message, and seldom gets one. */
const HOLD_SECONDS = 0.1;
/** Before it is known how long a unit takes. */
const FIRST = 2;

/**
 * How many units a hand should have: about a tenth of a second of work, but towards the end only so many that all hands
 * end at the same time.
 * @param seconds of a unit, null as long as that is not known
 * @param left units that nobody has yet
 */
export function holding(seconds: number | null, left: number, hands: number): number {
  const enough = seconds === null ? FIRST : Math.ceil(HOLD_SECONDS / Math.max(seconds, 1e-6));
  const fair = Math.ceil(left / (2 * hands));
  return Math.max(1, Math.min(enough, fair));
}
