import type { ComponentChildren } from 'preact';
import { Num } from '../../components/number';
import type { Normalised } from '../../model/generated';
import { FIRST_COLUMNS, Formula, ROW_ORDERS } from './formulas';
import { SignWord } from './parts';

export type Stage = 'given' | 'normalised' | 'sorted';

/** What a step of sorting has done, and what it divides the number of rectangles by. */
export function Normalising({ normalised, stage }: { normalised: Normalised; stage: Stage }) {
  const { given, figures, first_rows, row_orders, first_columns } = normalised;
  const shown = stage === 'given' ? given : normalised[stage];
  return (
    <>
      <p class="learn-means" role="status">
        <SignWord sign={shown.sign} />. {stageText(normalised, stage)}
      </p>
      {figures.all !== null && figures.total !== null && figures.reduced !== null && (
        <ul class="learn-factors">
          <Factor
            name="L"
            formula={
              <>
                <mi>n</mi>
                <mo>!</mo>
                <mo>·</mo>
                <mi>K</mi>
              </>
            }
            note="with any row 1"
          >
            <Num value={first_rows} /> · <Num value={figures.total} /> = <Num value={figures.all} />
          </Factor>
          <Factor
            name="K"
            formula={
              <>
                {ROW_ORDERS}
                <mo>·</mo>
                {FIRST_COLUMNS}
                <mo>·</mo>
                <mi>R</mi>
              </>
            }
            note="normalised"
          >
            <Num value={row_orders} /> · <Num value={first_columns} /> · <Num value={figures.reduced} /> ={' '}
            <Num value={figures.total} />
          </Factor>
          <Factor name="R" formula={null} note="reduced: R ≤ K ≤ L">
            <Num value={figures.reduced} />
          </Factor>
        </ul>
      )}
    </>
  );
}

type FactorProps = {
  name: string;
  formula: ComponentChildren;
  note: string;
  /** the figures */
  children: ComponentChildren;
};

/** L, K or R of the shape, and what it is made of. */
function Factor({ name, formula, note, children }: FactorProps) {
  return (
    <li>
      <Formula>
        <mi>{name}</mi>
        <mo>=</mo>
      </Formula>
      {formula && (
        <span class="learn-formula">
          <Formula>
            {formula}
            <mo>=</mo>
          </Formula>
        </span>
      )}
      <span class="gap-words">{children}</span>
      <span class="note">{note}</span>
    </li>
  );
}

function stageText(normalised: Normalised, stage: Stage): string {
  const { given, column_order_is_odd, is_reduced } = normalised;
  if (stage === 'given') return 'Sort its columns by row 1, then its rows by their first symbols.';
  if (stage === 'sorted') {
    const column = is_reduced
      ? 'The first column is 1 2 … r too: it is reduced.'
      : 'The first column is increasing: a sorted first column.';
    return `Rows 2 … r are in order of their first symbols, which changes no row and no sign. ${column}`;
  }
  const order = column_order_is_odd ? 'odd' : 'even';
  const change = given.sign === normalised.normalised.sign ? 'stays' : 'changes';
  return `Row 1 is 1 2 … n: it is normalised. The order of the columns is an ${order} permutation of every row, so with r = ${given.rows.length} rows the sign ${change}.`;
}
