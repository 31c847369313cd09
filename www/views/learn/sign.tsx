import './sign.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { M } from '../../components/mathematics';
import { Segmented } from '../../components/segmented';
import { errorMessage, sentence } from '../../engine/error-message';
import { signText } from '../../format/sign';
import type { RowSign, Shape, SignAnswer, Swap, SwapKind } from '../../model/generated';
import { answersOf } from '../../store/learn-answers';
import { useApp } from '../app-context';
import { useAnswer } from './answer';
import { Arrows } from './arrows';
import { emptyCells, writeCells } from './cells';
import { Formula } from './formulas';
import { Missing, Say, SignWord, Try } from './parts';
import { SignedTable } from './signed-table';
import { useRectangle } from './use-rectangle';

/** Step 2: the sign of a row, that of the rectangle, and what swaps do to it. */
export function SignStep({ shape }: { shape: Shape }) {
  const rectangle = useRectangle(shape);
  return (
    <>
      <Say>
        A row is a permutation: column{' '}
        <M>
          <i>i</i>
        </M>{' '}
        goes to the symbol that stands there. Its sign is even or odd as the number of its crossings is; the
        sign of a rectangle is the product of the signs of its rows.
      </Say>
      <Missing of={rectangle} />
      {rectangle.state === 'there' && <Signs shape={shape} rows={rectangle.answer} />}
    </>
  );
}

function Signs({ shape, rows }: { shape: Shape; rows: number[][] }) {
  const app = useApp();
  const { learn } = app;
  const [row, setRow] = useState(Math.min(1, shape.rows - 1));
  const [wanted, setSwap] = useState<Swap>({ kind: 'columns', a: 1, b: 2 });
  const [trouble, setTrouble] = useState('');
  const swap = shape.columns > 1 ? wanted : null;
  const sign = useAnswer({ sign: { rectangle: rows, swap } });
  const shown = sign.state === 'there' ? sign.answer.rows[row] : undefined;

  async function another() {
    const before = learn.place.value;
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    setTrouble('');
    try {
      const found = await answersOf(app).answer<'complete'>({
        complete: { given: { ...shape, cells: emptyCells(shape), first_row_free: false }, seed },
      });
      if (learn.place.value === before && found?.rectangle)
        learn.choose({ cells: writeCells(found.rectangle.rows) });
    } catch (error) {
      setTrouble(sentence(errorMessage(error)));
    }
  }

  const more = (
    <button class="button" type="button" onClick={() => void another()}>
      Another rectangle
    </button>
  );
  return (
    <>
      <Missing of={sign} />
      {sign.state === 'there' && (
        <div class="learn-sign">
          <SignedTable
            caption="The rectangle; choose a row"
            rows={sign.answer.rows}
            sign={sign.answer.sign}
            chosen={row}
            choose={setRow}
          />
          {sign.answer.swapped && swap && (
            <SignedTable
              caption={`After the swap of ${swapName(swap)}`}
              rows={sign.answer.swapped.rows}
              sign={sign.answer.swapped.sign}
              before={sign.answer.rows}
            />
          )}
          {shown && <RowPicture row={row} sign={shown} />}
        </div>
      )}
      {trouble && <p class="note">{trouble}</p>}
      {swap && sign.state === 'there' && (
        <Swapping
          shape={shape}
          swap={swap}
          set={setSwap}
          answer={sign.answer}
          keep={(after) => learn.choose({ cells: writeCells(after) })}
        >
          {more}
        </Swapping>
      )}
      {sign.state === 'there' && <Relation shape={shape} square={sign.answer.square} />}
    </>
  );
}

/** A row as arrows, as cycles and by its crossings. */
function RowPicture({ row, sign }: { row: number; sign: RowSign }) {
  const crossings = sign.inversions.length;
  return (
    <figure class="learn-row-picture">
      <figcaption>Row {row + 1} as arrows, from the columns to the symbols</figcaption>
      <Arrows symbols={sign.symbols} inversions={sign.inversions} />
      <p>
        {crossings === 1 ? 'One crossing' : `${crossings} crossings`}: <SignWord sign={sign.sign} />.
      </p>
      <p>
        Cycles: <M>{sign.cycles.map((cycle) => `(${cycle.join(' ')})`).join(' ')}</M>
      </p>
    </figure>
  );
}

const KINDS: readonly SwapKind[] = ['rows', 'columns', 'symbols'];
const ONE: Record<SwapKind, string> = { rows: 'row', columns: 'column', symbols: 'symbol' };

const swapName = ({ kind, a, b }: Swap) => `${kind} ${a} and ${b}`;

type SwappingProps = {
  shape: Shape;
  swap: Swap;
  set(swap: Swap): void;
  answer: SignAnswer;
  keep(rows: number[][]): void;
  children: ComponentChildren;
};

/** Two rows, columns or symbols change places. */
function Swapping({ shape, swap, set, answer: { swapped }, keep, children }: SwappingProps) {
  if (!swapped) return null;
  const most = swap.kind === 'rows' ? shape.rows : shape.columns;
  const kinds = KINDS.filter((kind) => kind !== 'rows' || shape.rows > 1);
  return (
    <Try>
      <div class="learn-swap">
        <span>Swap two</span>
        <Segmented
          legend="What is swapped"
          name="swap"
          values={kinds}
          chosen={swap.kind}
          choose={(kind) => set({ kind, a: 1, b: 2 })}
        >
          {(kind) => kind}
        </Segmented>
        {(['a', 'b'] as const).map((which) => (
          <select
            key={which}
            aria-label={`${which === 'a' ? 'First' : 'Second'} ${ONE[swap.kind]}`}
            value={String(swap[which])}
            onChange={({ currentTarget }) => set({ ...swap, [which]: Number(currentTarget.value) })}
            {...EXACT}
          >
            {Array.from({ length: most }, (_, i) => (
              <option key={i} value={String(i + 1)}>
                {i + 1}
              </option>
            ))}
          </select>
        ))}
        <button class="button" type="button" onClick={() => keep(swapped.rows.map(({ symbols }) => symbols))}>
          Keep it
        </button>
        {children}
      </div>
      <p class="learn-swapped" role="status">
        {swap.a === swap.b ? (
          'These are the same, so nothing changes.'
        ) : (
          <>
            The sign {swapped.factor > 0 ? 'stays' : 'changes'}. {why(swap.kind, shape.rows)}
          </>
        )}
      </p>
    </Try>
  );
}

function why(kind: SwapKind, rows: number): ComponentChildren {
  if (kind === 'rows')
    return 'The same rows stand in another order, and a product does not depend on the order.';
  const where = kind === 'columns' ? 'at two places' : 'between two symbols';
  return (
    <>
      Each of the r = {rows} rows is swapped once, {where}, and each changes its sign: together{' '}
      <Formula>
        <msup>
          <mrow>
            <mo>(</mo>
            <mn>−1</mn>
            <mo>)</mo>
          </mrow>
          <mi>r</mi>
        </msup>
      </Formula>
      .
    </>
  );
}

/** How the sign goes together with that of the books. */
function Relation({ shape, square }: { shape: Shape; square: SignAnswer['square'] }) {
  return (
    <div class="learn-relation">
      <p class="note">{signText([shape])}</p>
      {square && (
        <p class="note">
          This square is <SignWord sign={square.by_rows} /> by its rows, <SignWord sign={square.by_columns} />{' '}
          by its columns, and <SignWord sign={square.by_both} /> by both together.
        </p>
      )}
    </div>
  );
}
