import { type Signal, signal } from '@preact/signals';
import { errorMessage, sentence } from '../engine/error-message';
import type { Rectangle, Shape } from '../model/generated';
import type { ColumnsFinished } from '../model/result';
import type { Engine } from './engine';

export const PAGE = 50;
/** A first column with more rectangles than this cannot be browsed. */
const BROWSABLE = 20_000n;
const CHUNK = 1000;

export type Listing = { column: number[]; offset: number; rectangles: Rectangle[]; total: number };

export type Samples = {
  rectangle: Signal<Rectangle | null>;
  listing: Signal<Listing | null>;
  /** why the last request failed, in one sentence */
  trouble: Signal<string | null>;
  another(shape: Shape): Promise<void>;
  turnTo(result: ColumnsFinished, column: number[], offset: number): Promise<void>;
  /** All rectangles of one first column as text; null if the request failed. */
  download(result: ColumnsFinished, column: number[]): Promise<string | null>;
  forget(): void;
};

export function canBrowse(result: ColumnsFinished): boolean {
  return result.reduced !== null && BigInt(result.reduced) <= BROWSABLE;
}

/** Single rectangles of a finished count, requested one by one or a page at a time. */
export function createSamples(engine: Engine): Samples {
  const rectangle = signal<Rectangle | null>(null);
  const listing = signal<Listing | null>(null);
  const trouble = signal<string | null>(null);
  let round = 0;

  /** The result of a request; null, with the reason in `trouble`, if it failed. */
  async function tried<T>(action: () => Promise<T>): Promise<T | null> {
    const mine = round;
    trouble.value = null;
    try {
      return await action();
    } catch (error) {
      if (mine === round) trouble.value = `${sentence(errorMessage(error))} Please try again.`;
      return null;
    }
  }

  async function page(columns: number, column: number[], offset: number, limit: number) {
    return engine.call({ type: 'list', columns, column, offset, limit });
  }

  return {
    rectangle,
    listing,
    trouble,
    async another({ rows, columns }) {
      const mine = round;
      const answer = await tried(() => engine.call({ type: 'rectangle', shape: { rows, columns } }));
      if (mine === round && answer) rectangle.value = answer.rectangle;
    },
    async turnTo({ columns, reduced }, column, offset) {
      const mine = round;
      const answer = await tried(() => page(columns, column, offset, PAGE));
      if (mine !== round || !answer) return;
      listing.value = { column, offset, rectangles: answer.rectangles, total: Number(reduced) };
    },
    download: ({ columns }, column) =>
      tried(async () => {
        const all: Rectangle[] = [];
        for (;;) {
          const { rectangles } = await page(columns, column, all.length, CHUNK);
          all.push(...rectangles);
          if (rectangles.length < CHUNK) return rectanglesText(all);
        }
      }),
    forget() {
      round++;
      rectangle.value = null;
      listing.value = null;
      trouble.value = null;
    },
  };
}

/** One paragraph for each rectangle: its sign, then its rows. */
export function rectanglesText(rectangles: Rectangle[]): string {
  const paragraph = ({ rows, sign }: Rectangle) =>
    [sign > 0 ? '+' : '-', ...rows.map((row) => row.join(' '))].join('\n');
  return `${rectangles.map(paragraph).join('\n\n')}\n`;
}
