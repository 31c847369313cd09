import { type Amount, clock, rate } from '../../format/units';
import type { Spread } from '../../model/generated';

/** Three digits: 1.87, 34.9, 197. */
function threeDigits(value: number): string {
  if (value >= 99.95) return String(Math.round(value));
  return value.toFixed(value >= 9.995 ? 1 : 2);
}

/** A measured time in three digits; a time below the resolution of the timer is only known to be below it. */
export function duration(seconds: number, timerSeconds: number): Amount {
  if (seconds < timerSeconds) return { figure: `under ${timerStep(timerSeconds)}`, unit: 'µs' };
  if (seconds < 0.999_5e-3) return { figure: threeDigits(seconds * 1e6), unit: 'µs' };
  if (seconds < 0.999_5) return { figure: threeDigits(seconds * 1e3), unit: 'ms' };
  if (seconds < 59.95) return { figure: threeDigits(seconds), unit: 's' };
  return { figure: clock(seconds), unit: 'min' };
}

export function durationText(seconds: number, timerSeconds: number): string {
  const { figure, unit } = duration(seconds, timerSeconds);
  return `${figure}\u00a0${unit}`;
}

/** A value as it is drawn: 0 for what was too short to measure. */
export function finiteOrZero(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The resolution of the timer in microseconds. */
export function timerStep(timerSeconds: number): string {
  return String(Number((timerSeconds * 1e6).toPrecision(2)));
}

export function times(factor: number): string {
  return `${factor.toFixed(factor < 9.995 ? 2 : 1)}×`;
}

/** A rate with its unit: '2.90 M/s'. */
export function rateText(perSecond: number): string {
  const { figure, unit } = rate(perSecond);
  return `${figure} ${unit}`;
}

/** A part as a percentage with one decimal below ten: '0.9 %', '94 %'. */
export function perCent(part: number): string {
  const value = Math.abs(part) * 100;
  return `${part < 0 ? '−' : ''}${value.toFixed(value < 9.95 ? 1 : 0)}\u00a0%`;
}

/** 'quartiles 1.86 to 1.87, 7 runs' */
export function spreadText(spread: Spread, text: (value: number) => string): string {
  const runs = spread.repetitions === 1 ? '1 run' : `${spread.repetitions} runs`;
  const [lower, upper] = [text(spread.lower), text(spread.upper)];
  return lower === upper ? `both quartiles ${lower}, ${runs}` : `quartiles ${lower} to ${upper}, ${runs}`;
}
