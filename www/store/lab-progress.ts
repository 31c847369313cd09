import type { LabPlan } from '../model/generated';

/** So many seconds at the planned pace are assumed, so that the first steps alone do not set the pace. */
const TRUSTED_SECONDS = 2;

/** The progress of a plan after `done` steps and so many seconds, and about how long the rest takes. */
export function progressOf(
  { about_seconds, steps }: LabPlan,
  done: number,
  elapsedSeconds: number,
): { share: number; remainingSeconds: number } {
  const sum = (seconds: number[]) => seconds.reduce((all, one) => all + one, 0);
  const past = sum(about_seconds.slice(0, done));
  const left = sum(about_seconds.slice(done, steps.length));
  const share = done >= steps.length ? 1 : past / Math.max(past + left, Number.MIN_VALUE);
  const pace = (elapsedSeconds + TRUSTED_SECONDS) / (past + TRUSTED_SECONDS);
  return { share: share, remainingSeconds: left * pace };
}
