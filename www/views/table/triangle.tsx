import { useRef } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { M } from '../../components/mathematics';
import { grouped, signed } from '../../format/number';
import { FIGURE_NAMES, type FigureName } from '../../model/figures';
import type { Shape } from '../../model/generated';
import { MAX_COLUMNS, sameShape } from '../../model/shape';
import { type Cell, type Figures, isChecked, onlyPublished, type SomeFigures } from '../../model/table-cells';
import { nearest } from '../../store/table';
import { useApp } from '../app-context';
import { knownText, STRENGTHS, short, tintClass } from './figures';

const upTo = (most: number) => Array.from({ length: most }, (_, i) => i + 1);
const LETTERS: Record<FigureName, string> = {
  total: 'K',
  positive: 'K⁺',
  negative: 'K⁻',
  difference: 'D',
  reduced: 'R',
};

/** r across, n down: one stop in the tab order; arrow keys move within. */
export function Triangle() {
  const { chosen, shown } = useApp().table;
  const root = useRef<HTMLTableElement>(null);

  function move(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const target = targetOf(event, chosen.value);
    if (!target) return;
    event.preventDefault();
    chosen.value = target;
    root.current?.querySelector<HTMLElement>(`[data-cell="${target.rows},${target.columns}"]`)?.focus();
  }

  // Cells that show D have its sign in the figure itself.
  const kind = shown.value === 'difference' ? 'triangle signed' : 'triangle';
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA has a table be a grid
    <table class={kind} role="grid" {...EXACT} ref={root} onKeyDown={move}>
      <caption class="visually-hidden">
        {LETTERS[shown.value]} for every shape, rows r across, columns n down
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="math">
              <i>n</i> \ <i>r</i>
            </span>
          </th>
          {upTo(MAX_COLUMNS).map((rows) => (
            <th key={rows} scope="col" class="num">
              {rows}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {upTo(MAX_COLUMNS).map((columns) => (
          <tr key={columns}>
            <th scope="row" class="num">
              {columns}
            </th>
            {upTo(columns).map((rows) => (
              <TriangleCell key={rows} shape={{ rows, columns }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function targetOf(event: KeyboardEvent, { rows, columns }: Shape): Shape | null {
  switch (event.key) {
    case 'ArrowLeft':
      return nearest(rows - 1, columns);
    case 'ArrowRight':
      return nearest(rows + 1, columns);
    case 'ArrowUp':
      return nearest(rows, columns - 1);
    case 'ArrowDown':
      return nearest(rows, columns + 1);
    case 'Home':
      return event.ctrlKey ? nearest(1, 1) : nearest(1, columns);
    case 'End':
      return event.ctrlKey ? nearest(MAX_COLUMNS, MAX_COLUMNS) : nearest(columns, columns);
    default:
      return null;
  }
}

function TriangleCell({ shape }: { shape: Shape }) {
  const { table } = useApp();
  const { chosen, shown } = table;
  const cell = table.cell(shape);
  const published = onlyPublished(cell);
  const { rows, columns } = shape;
  const isChosen = sameShape(chosen.value, shape);
  const choose = () => {
    chosen.value = shape;
  };
  return (
    <td>
      <button
        type="button"
        class={classOf(cell, published[shown.value])}
        tabIndex={isChosen ? 0 : -1}
        aria-current={isChosen ? 'true' : undefined}
        title={cell.figures ? allText(cell.figures) : publishedText(published)}
        data-cell={`${rows},${columns}`}
        data-value={cell.figures?.[shown.value] ?? undefined}
        data-published={published[shown.value]}
        onFocus={choose}
        onClick={choose}
      >
        <span class="visually-hidden">{labelOf(cell, shown.value)}</span>
        <span aria-hidden="true">
          <CellText cell={cell} published={published} shown={shown.value} />
        </span>
      </button>
    </td>
  );
}

function classOf(cell: Cell, published: string | undefined): string {
  const { figures, conflict } = cell;
  if (conflict) return 'differs';
  if (!figures) return published === undefined ? 'unknown' : 'in-print';
  return `${tintClass(figures)} ${isChecked(cell) ? 'both' : 'one'}`;
}

type CellTextProps = { cell: Cell; published: SomeFigures; shown: FigureName };

function CellText({ cell, published, shown }: CellTextProps) {
  if (cell.conflict) return <span class="cell-value">differs</span>;
  const { [shown]: value, difference } = cell.figures ?? published;
  if (value == null) return <span class="cell-value">·</span>;
  const { sign, digits, power } = short(value, shown === 'difference');
  return (
    <>
      <span class="cell-value num">
        {sign}
        {digits}
        {power !== null && (
          <span class="exponent">
            ·10<sup>{power}</sup>
          </span>
        )}
      </span>
      {difference != null && <span class="cell-mark num">{short(difference, true).sign || '0'}</span>}
    </>
  );
}

function labelOf(cell: Cell, shown: FigureName): string {
  const { rows, columns } = cell.shape;
  const name = `${LETTERS[shown]}(${rows}, ${columns})`;
  const value = (cell.figures ?? onlyPublished(cell))[shown];
  const known = knownText(cell, shown);
  return value == null ? `${name}, ${known}` : `${name} is ${grouped(value).replace('-', '−')}, ${known}`;
}

function allText(figures: Partial<Figures>): string {
  return FIGURE_NAMES.flatMap((name) => {
    const value = figures[name];
    if (value == null) return [];
    return `${LETTERS[name]} = ${name === 'difference' ? signed(value) : grouped(value)}`;
  }).join('\n');
}

const publishedText = (figures: SomeFigures) =>
  figures.total === undefined ? undefined : `Published, not counted here:\n${allText(figures)}`;

/** What colours, lines and boxes of the triangle mean. */
export function TriangleLegend() {
  return (
    <p class="triangle-legend note">
      <TintRamp sign="+" tint="tint-plus" />
      <TintRamp sign="−" tint="tint-minus" />
      <span class="tx">
        sign of{' '}
        <M>
          <i>D</i>
        </M>
        ; each paler step:{' '}
        <M>
          |<i>D</i>| / <i>K</i>
        </M>{' '}
        ten times smaller
      </span>
      <span class="line">
        <i class="marks" /> by one method
      </span>
      <span class="line">
        <i class="marks twice" /> checked by another method
      </span>
      <span class="swatch">
        <i class="cell-sample in-print" /> published, not counted here
      </span>
      <span class="swatch">
        <i class="cell-sample" /> no published value known
      </span>
    </p>
  );
}

function TintRamp({ sign, tint }: { sign: string; tint: string }) {
  return (
    <span class="swatch">
      {sign}
      <span class="ramp" aria-hidden="true">
        {Array.from({ length: STRENGTHS }, (_, i) => (
          <i key={i} class={`${tint} tint-${i + 1}`} />
        ))}
      </span>
    </span>
  );
}
