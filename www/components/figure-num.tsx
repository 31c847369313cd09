import { NOT_COUNTED } from '../format/messages';
import type { FigureName } from '../model/figures';
import { type Figure, isLong, Num, toneOf } from './number';

type Props = {
  /** of one shape */
  figures: Record<FigureName, string | null>;
  name: FigureName;
  /** as data of the element: whether it is exact */
  final?: boolean;
};

/** A figure with the colour and the mark of its sign; in words that it is not counted, where that is so. */
export function FigureNum({ figures, name, final }: Props) {
  const value = figures[name];
  if (value === null) return <span class="unit-text">{NOT_COUNTED}</span>;
  const figure: { figure?: Figure } = final === undefined ? {} : { figure: { result: name, final } };
  return (
    <Num
      value={value}
      tone={toneOf(name, figures.difference)}
      mark={name === 'difference'}
      long={isLong(value)}
      {...figure}
    />
  );
}
