import { M } from '../../components/mathematics';
import { Num } from '../../components/number';
import { Stepper } from '../../components/stepper';
import { MAX_COLUMNS, sameShape, shapeName } from '../../model/shape';
import { type Cell, type FigureName, onlyPublished } from '../../model/table-cells';
import { nearest } from '../../store/table';
import { useApp } from '../app-context';
import { isLong, knownWords } from './labels';
import { toneOf } from './tone';

/** On a phone the triangle is a map, and this list of one n is read in full. */
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
  const inPrint = onlyPublished(cell)[name];
  const mark = name === 'difference';
  if (figures) {
    const value = figures[name];
    return <Num value={value} tone={toneOf(name, figures)} mark={mark} long={isLong(value)} />;
  }
  if (inPrint === undefined) return <span class="unit-text">{knownWords(cell, name)}</span>;
  return (
    <span class="in-print">
      <span class="unit-text">published</span> <Num value={inPrint} mark={mark} long={isLong(inPrint)} />
    </span>
  );
}
