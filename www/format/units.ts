/** A figure and its unit, set apart on the page. */
export type Amount = { figure: string; unit: string };

/** Three figures: 6.25, 11.2, 340. */
function three(value: number): string {
  if (value >= 99.95) return String(Math.round(value));
  return value.toFixed(value >= 9.995 ? 1 : 2);
}

const rateUnits: [number, string, string][] = [
  [1e12, 'T/s', 'trillion'],
  [1e9, 'G/s', 'billion'],
  [1e6, 'M/s', 'million'],
  [1e3, 'k/s', 'thousand'],
];

/** In place of a rate if the clock is too coarse. */
const TOO_SHORT: Amount = { figure: 'too short to measure here', unit: '' };

/** How many a second; no number where the clock saw no time pass. */
export function perSecond(count: number, seconds: number): number {
  return seconds > 0 ? count / seconds : Number.NaN;
}

/** Reduced rectangles a second. */
export function rate(perSecond: number): Amount {
  if (!Number.isFinite(perSecond)) return TOO_SHORT;
  for (const [size, unit] of rateUnits) {
    // 999.5 rounds up to 1000 of the smaller unit, so it already takes the larger one.
    if (perSecond >= size * 0.9995) return { figure: three(perSecond / size), unit };
  }
  return { figure: String(Math.round(perSecond)), unit: '/s' };
}

/** What the units of some rates mean: 'M/s: million reduced rectangles a second'. */
export function rateLegend(rates: number[]): string {
  const measured = rates.filter(Number.isFinite);
  if (measured.length === 0) return '';
  const used = new Set(measured.map((perSecond) => rate(perSecond).unit));
  const known = rateUnits.filter(([, unit]) => used.has(unit)).map(([, unit, word]) => `${unit}: ${word}`);
  return known.length === 0
    ? '/s: reduced rectangles a second'
    : `${known.join(', ')} reduced rectangles a second`;
}

/** A measured time. */
export function time(seconds: number): Amount {
  if (seconds < 0.00995) return { figure: (seconds * 1000).toFixed(1), unit: 'ms' };
  if (seconds < 0.9995) return { figure: String(Math.round(seconds * 1000)), unit: 'ms' };
  if (seconds < 59.95) return { figure: three(seconds), unit: 's' };
  return { figure: clock(seconds), unit: seconds < 3600 ? 'min' : 'h' };
}

export function timeText(seconds: number): string {
  const { figure, unit } = time(seconds);
  return `${figure} ${unit}`;
}

/** 0:31, 1:18, 2:05:09; whole seconds, for what is under way. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (part: number) => String(part).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

const spans: [number, string][] = [
  [31_557_600, 'year'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** An estimated time in words, without its 'about': '7 hours', 'a minute'. */
export function aboutTime(seconds: number): string {
  for (const [size, word] of spans) {
    // Up to two of a unit are given in the smaller one: 90 minutes rather than 2 hours, 36 hours rather than 2 days.
    if (size > 1 && seconds < 1.95 * size && !(size === 60 && seconds >= 57)) continue;
    const count = Math.max(1, Math.round(seconds / size));
    if (count === 1) return word === 'hour' ? 'an hour' : `a ${word}`;
    return `${aboutCount(count)} ${word}s`;
  }
  return 'a second';
}

/** What a count would take, as a sentence. */
export function aboutTimeSentence(seconds: number): string {
  return seconds < 0.5 ? 'Well under a second.' : `About ${aboutTime(seconds)}.`;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An approximate number in two figures: '47 thousand', '1.2 million', '3.4 × 10¹⁵'. Never for a result. */
export function aboutCount(value: number): string {
  if (value < 1000) return value < 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
  const rounded = Number(value.toPrecision(2));
  const words: [number, string][] = [
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand'],
  ];
  if (rounded < 1e12) {
    for (const [size, word] of words) {
      if (rounded >= size) return `${Number((rounded / size).toPrecision(2))} ${word}`;
    }
  }
  const power = Math.floor(Math.log10(rounded));
  const raised = [...String(power)].map((digit) => superscripts[Number(digit)]).join('');
  return `${Number((rounded / 10 ** power).toPrecision(2))} × 10${raised}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}
