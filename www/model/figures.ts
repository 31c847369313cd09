import type { CountFigures, Figure } from './generated';

/** The figures of a shape; null where a count leaves one open. */
export type Figures = Omit<CountFigures, 'published'>;

/** The names of the figures that are shown side by side. */
export const FIGURE_NAMES = ['total', 'positive', 'negative', 'difference', 'reduced'] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** How a figure is called in an address, in a request and by the command. */
export const FIGURE_LETTERS: Record<FigureName, Figure> = {
  total: 'K',
  positive: 'K+',
  negative: 'K-',
  difference: 'D',
  reduced: 'R',
};

/** The figure of an address; an unescaped plus sign is decoded as a space. */
export function figureNamed(letter: string | null): FigureName | null {
  return FIGURE_NAMES.find((name) => FIGURE_LETTERS[name] === letter?.replace(' ', '+')) ?? null;
}

/** What two counts of a shape are compared by. */
export type SignedTotal = Pick<Figures, 'total' | 'positive' | 'negative' | 'difference'>;

const COMPARED = ['total', 'positive', 'negative', 'difference'] as const;

/** Whether two counts can be compared: some figure is known of both. */
export const comparable = (a: SignedTotal, b: SignedTotal) =>
  COMPARED.some((name) => isKnown(a[name]) && isKnown(b[name]));

/** Whether no figure that is known of both differs. */
export const sameFigures = (a: SignedTotal, b: SignedTotal) =>
  COMPARED.every((name) => !isKnown(a[name]) || !isKnown(b[name]) || a[name] === b[name]);

const isKnown = (figure: string | null | undefined) => figure !== null && figure !== undefined;

/** By which a count is shown: K, or where that is open the first figure that is known. */
export const LEADING = ['total', 'difference', 'reduced', 'positive', 'negative'] as const;

/** The figure that a count is shown by; null if it has none. */
export function leadingFigure(count: Pick<Figures, FigureName>): { name: FigureName; value: string } | null {
  for (const name of LEADING) {
    const value = count[name];
    if (value !== null) return { name, value };
  }
  return null;
}

/** Whether of K and D only D is known. */
export const isDifferenceAlone = ({ total, difference }: Pick<Figures, 'total' | 'difference'>) =>
  total === null && difference !== null;

/** K⁺ and K⁻, where both are known. */
export function signsOf({
  positive,
  negative,
}: Pick<Figures, 'positive' | 'negative'>): { positive: bigint; negative: bigint } | null {
  return positive === null || negative === null
    ? null
    : { positive: BigInt(positive), negative: BigInt(negative) };
}

/** K⁺ − K⁻, where both are known. */
export function differenceOf(signed: Pick<Figures, 'positive' | 'negative'>): string | null {
  const signs = signsOf(signed);
  return signs && String(signs.positive - signs.negative);
}
