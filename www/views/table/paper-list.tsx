import { EXACT } from '../../components/exact';
import { Num } from '../../components/number';
import { dayText } from '../../format/date';
import { shapeName } from '../../model/shape';
import { type Cell, type FigureName, onlyPublished } from '../../model/table-cells';
import { useApp } from '../app-context';
import { FigureLetter } from './figure-letter';
import { FIGURE_WORDS, isLong, knownWords } from './labels';

/** On paper only: what the triangle shows, in every digit, and how each is known. */
export function PaperList() {
  const { table } = useApp();
  const shown = table.shown.value;
  const known = table.cells.value.flatMap((cell) => {
    const value = figureOf(cell, shown);
    return value === undefined ? [] : [{ cell, value }];
  });
  if (known.length === 0) return null;
  return (
    <table class="measures-table on-paper">
      <thead>
        <tr>
          <th scope="col">Shape</th>
          <th scope="col" class="align-right">
            <FigureLetter name={shown} /> {FIGURE_WORDS[shown]}
          </th>
          <th scope="col">How it is known</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ cell, value }) => (
          <tr key={shapeName(cell.shape)}>
            <th scope="row" {...EXACT}>
              {shapeName(cell.shape)}
            </th>
            <td class="align-right">
              <Num value={value} mark={shown === 'difference'} long={isLong(value)} />
            </td>
            <td>{howWords(cell, shown)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const figureOf = (cell: Cell, name: FigureName) =>
  cell.conflict ? undefined : (cell.figures ?? onlyPublished(cell))[name];

function howWords(cell: Cell, name: FigureName): string {
  const counted = cell.classes ?? cell.saved;
  return counted ? `${knownWords(cell, name)}, ${dayText(counted.date)}` : knownWords(cell, name);
}
