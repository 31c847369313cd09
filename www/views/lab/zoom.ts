/** The part of a timeline that is looked at, in seconds. */
export type Part = { from: number; to: number };

/** How many times the smallest part goes into the whole. */
const MOST = 2000;

function held({ from, to }: Part, whole: number): Part {
  const length = Math.min(whole, to - from);
  const start = Math.min(Math.max(0, from), whole - length);
  return { from: start, to: start + length };
}

/** The part `factor` times as long, with `around` where it was. */
export function zoomed(part: Part, factor: number, around: number, whole: number): Part {
  const length = part.to - part.from;
  const next = Math.min(whole, Math.max(whole / MOST, length * factor));
  const share = Math.min(1, Math.max(0, (around - part.from) / length));
  return held({ from: around - share * next, to: around + (1 - share) * next }, whole);
}

/** The part moved by so many of its own lengths. */
export function moved({ from, to }: Part, lengths: number, whole: number): Part {
  const by = (to - from) * lengths;
  return held({ from: from + by, to: to + by }, whole);
}

/** Moved as little as needed to see the middle of something. */
export function showing(part: Part, middle: number, whole: number): Part {
  if (middle >= part.from && middle <= part.to) return part;
  const half = (part.to - part.from) / 2;
  return held({ from: middle - half, to: middle + half }, whole);
}
