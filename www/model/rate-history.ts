const WINDOW_MS = 1000;
const POINT_EVERY_MS = 500;
const HISTORY_MS = 30_000;

/** How one worker's count grew: a rate over the last second, and its last 30 seconds. Times in ms. */
export class Trace {
  private samples: { at: number; count: bigint }[];
  private points: { at: number; rate: number }[] = [];
  /** Seconds before the last point and rate, oldest first; the same object until there is another point. */
  history: { ago: number; rate: number }[] = [];

  constructor(start: number) {
    this.samples = [{ at: start, count: 0n }];
  }

  add(at: number, count: bigint): void {
    this.samples.push({ at, count });
    // One sample older than the window stays, to measure the window from.
    while ((this.samples[1]?.at ?? at) <= at - WINDOW_MS) this.samples.shift();
    const last = this.points.at(-1);
    if (last && at - last.at < POINT_EVERY_MS) return;
    this.points.push({ at, rate: this.rate(at) });
    while ((this.points[0]?.at ?? at) <= at - HISTORY_MS) this.points.shift();
    this.history = this.points.map((point) => ({ ago: (at - point.at) / 1000, rate: point.rate }));
  }

  /** A second; after a hidden tab the window is as long as the time unseen. */
  rate(now: number): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || now <= first.at) return 0;
    return (Number(last.count - first.count) * 1000) / (now - first.at);
  }
}
