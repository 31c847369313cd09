import { EXACT } from '../../components/exact';
import { FigureNum } from '../../components/figure-num';
import { M } from '../../components/mathematics';
import { isLong, Num } from '../../components/number';
import { Stepper } from '../../components/stepper';
import { dayText } from '../../format/date';
import type { FigureName } from '../../model/figures';
import { MAX_COLUMNS, sameShape, shapeName } from '../../model/shape';
import { type Cell, onlyPublished } from '../../model/table-cells';
import { nearest } from '../../store/table';
import { useApp } from '../app-context';
import { FIGURE_TEXT, FigureLetter, knownText } from './figures';

/** On a phone the triangle is too small to read; this lists one n with all digits. */
export function Picker() {
  const { table } = useApp();
  const { rows, columns } = table.chosen.value;
  const step = (by: number) => {
    table.chosen.value = nearest(rows, columns + by);
  };
  const cells = table.cells.value.filter(({ shape }) => shape.columns === columns).toReversed();
  return (
    <div class="pick">
      <fieldset class="field">
        <legend class="visually-hidden">Columns n</legend>
        <span class="lab" aria-hidden="true">
          Columns{' '}
          <M>
            <i>n</i>
          </M>
        </span>
        <Stepper one="column" value={columns} least={1} most={MAX_COLUMNS} onStep={step}>
          <output aria-label="Columns n">{columns}</output>
        </Stepper>
      </fieldset>
      <ul>
        {cells.map((cell) => (
          <PickedCell key={cell.shape.rows} cell={cell} />
        ))}
      </ul>
    </div>
  );
}

function PickedCell({ cell }: { cell: Cell }) {
  const { chosen, shown } = useApp().table;
  const { shape } = cell;
  return (
    <li>
      <button
        type="button"
        aria-current={sameShape(shape, chosen.value) ? 'true' : undefined}
        onClick={() => {
          chosen.value = shape;
        }}
      >
        <M>{shapeName(shape)}</M>
        <PickedFigure cell={cell} name={shown.value} />
      </button>
    </li>
  );
}

function PickedFigure({ cell, name }: { cell: Cell; name: FigureName }) {
  const { figures } = cell;
  const published = onlyPublished(cell)[name];
  const mark = name === 'difference';
  if (figures) return <FigureNum figures={figures} name={name} />;
  if (published === undefined) return <span class="unit-text">{knownText(cell, name)}</span>;
  return (
    <span class="in-print">
      <span class="unit-text">published</span> <Num value={published} mark={mark} long={isLong(published)} />
    </span>
  );
}

/** In print only: what the triangle shows, with all digits, and how each figure is known. */
export function PrintList() {
  const { table } = useApp();
  const shown = table.shown.value;
  const known = table.cells.value.flatMap((cell) => {
    const value = figureOf(cell, shown);
    return value == null ? [] : [{ cell, value }];
  });
  if (known.length === 0) return null;
  return (
    <table class="measures-table on-paper">
      <thead>
        <tr>
          <th scope="col">Shape</th>
          <th scope="col" class="align-right">
            <FigureLetter name={shown} /> {FIGURE_TEXT[shown]}
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
            <td>{howText(cell, shown)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const figureOf = (cell: Cell, name: FigureName) =>
  cell.conflict ? undefined : (cell.figures ?? onlyPublished(cell))[name];

function howText(cell: Cell, name: FigureName): string {
  const counted = cell.classes ?? cell.saved ?? cell.formula;
  return counted ? `${knownText(cell, name)}, ${dayText(counted.date)}` : knownText(cell, name);
}
