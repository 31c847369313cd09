import type { ComponentType } from 'preact';
import { Exact } from '../../components/exact';
import { M } from '../../components/mathematics';
import { grouped } from '../../format/number';
import { plural } from '../../format/units';
import { columnName } from '../../model/shape';
import { useAnswer } from './answer';
import { hasBit, partsOf } from './bits';
import { Missing } from './parts';

/** A question on the sheet, and its answer, which the engine computes. */
export type Exercise = {
  /** of the walk */
  step: number;
  question: string;
  /** lines to write on */
  lines: number;
  Answer: ComponentType;
};

const FIVE = [1, 2, 3, 4, 5];
const EMPTY_OF_FIVE = FIVE.map(() => null);
const BOOK_ROWS = [1, 2, 3, 4];

export const EXERCISES: readonly Exercise[] = [
  {
    step: 1,
    question: 'Rows 1 and 2 are 1 2 3 4 5 and 2 1 4 5 3. In how many ways can a third row be added?',
    lines: 2,
    Answer: ThirdRows,
  },
  {
    step: 2,
    question:
      'Draw the row 2 3 1 5 4 as arrows and count the crossings. Is it even or odd? What are its cycles?',
    lines: 2,
    Answer: SignOfRow,
  },
  {
    step: 3,
    question:
      'How many first columns have 4 × 6 rectangles, and for how many orders of rows does each stand?',
    lines: 1,
    Answer: ColumnsOfShape,
  },
  {
    step: 3,
    question:
      'There are 46 reduced 3 × 5 rectangles. How many normalised ones are there, and how many in all?',
    lines: 2,
    Answer: FromReduced,
  },
  {
    step: 4,
    question:
      'How many derangements of 1 … 5 are there, and how many of them begin with 2? Of these, how many are even?',
    lines: 1,
    Answer: CandidatesOfFive,
  },
  {
    step: 5,
    question:
      'Rows 1 and 2 are 1 2 3 4 and 2 1 4 3, and row 3 begins with 3. Write down its candidates, strike out what repeats a symbol of row 2 in its place, and give both popcounts.',
    lines: 3,
    Answer: LastPopcounts,
  },
  {
    step: 7,
    question:
      'Two rectangles have first row 1 2 3 4; the second rows are 2 1 4 3 and 2 3 4 1. Draw both graphs. Are they of one class?',
    lines: 3,
    Answer: OneClass,
  },
];

function ThirdRows() {
  const given = {
    rows: 3,
    columns: 5,
    cells: [FIVE, [2, 1, 4, 5, 3], EMPTY_OF_FIVE],
    first_row_free: false,
  };
  const answer = useAnswer({ completions: given });
  if (answer.state !== 'there') return <Missing of={answer} />;
  const { total, count } = answer.answer;
  if (total === null || count === null) return null;
  return (
    <>
      In {grouped(total)}: {grouped(count.positive)} make an even rectangle, {grouped(count.negative)} an odd
      one.
    </>
  );
}

function SignOfRow() {
  const answer = useAnswer({ sign: { rectangle: [FIVE, [2, 3, 1, 5, 4]], swap: null } });
  if (answer.state !== 'there') return <Missing of={answer} />;
  const row = answer.answer.rows[1];
  if (!row) return null;
  return (
    <>
      {plural(row.inversions.length, 'crossing')}, so it is {row.sign > 0 ? 'even' : 'odd'}; its cycles are{' '}
      <Exact>{row.cycles.map((cycle) => `(${cycle.join(' ')})`).join(' ')}</Exact>.
    </>
  );
}

function ColumnsOfShape() {
  const answer = useAnswer({ first_columns: { rows: 4, columns: 6 } });
  if (answer.state !== 'there') return <Missing of={answer} />;
  const { columns, row_orders } = answer.answer;
  return (
    <>
      {columns.length} first columns, from <Exact>{columnName(columns[0] ?? [])}</Exact> to{' '}
      <Exact>{columnName(columns.at(-1) ?? [])}</Exact>; each stands for {row_orders} orders.
    </>
  );
}

function FromReduced() {
  const rows = [FIVE, [2, 1, 4, 5, 3], [3, 4, 5, 1, 2]];
  const answer = useAnswer({ normalise: rows });
  if (answer.state !== 'there') return <Missing of={answer} />;
  const { figures, row_orders, first_columns, first_rows } = answer.answer;
  const { reduced, total, all } = figures;
  if (!reduced || !total || !all) return null;
  return (
    <>
      <M>
        <i>K</i> = {row_orders} · {first_columns} · {grouped(reduced)} = {grouped(total)}
      </M>{' '}
      and{' '}
      <M>
        <i>L</i> = {first_rows} · {grouped(total)} = {grouped(all)}
      </M>
      .
    </>
  );
}

function CandidatesOfFive() {
  const answer = useAnswer({ candidates: { columns: 5, value: 2 } });
  if (answer.state !== 'there') return <Missing of={answer} />;
  const { derangements, candidates, even } = answer.answer;
  return (
    <>
      {derangements} derangements, of which {candidates.length} begin with 2: {even} even ones and the others
      odd.
    </>
  );
}

function LastPopcounts() {
  const search = useAnswer({ search: { rows: 3, columns: 4, column: 0 } });
  const strips = search.state === 'there' ? search.answer.strips : [];
  const second = strips[0]?.candidates.findIndex((row) => row.join() === '2,1,4,3') ?? -1;
  const trace = useAnswer(
    second < 0
      ? null
      : {
          trace: {
            rows: 3,
            columns: 4,
            column: 0,
            second_row: second,
            from_step: 0,
            steps: 10,
            finish: false,
          },
        },
  );
  if (search.state !== 'there') return <Missing of={search} />;
  if (trace.state !== 'there') return <Missing of={trace} />;
  const strip = strips[1];
  const step = trace.answer.steps.find(({ kind }) => kind === 'popcount');
  if (!strip || !step?.popcounts) return null;
  const [even, odd] = step.popcounts;
  const list = partsOf(strip)
    .flat()
    .map(
      ({ symbols, bit }) => `${symbols.join(' ')}${hasBit(step.left[1] ?? [], bit) ? '' : ' (struck out)'}`,
    );
  return (
    <>
      <Exact>{list.join(', ')}</Exact>. The popcounts are{' '}
      <span class="num" data-result="popcount-even" data-value={even}>
        {even}
      </span>{' '}
      for the even part and{' '}
      <span class="num" data-result="popcount-odd" data-value={odd}>
        {odd}
      </span>{' '}
      for the odd part.
    </>
  );
}

function OneClass() {
  const answer = useAnswer({
    graph: [
      [BOOK_ROWS, [2, 1, 4, 3]],
      [BOOK_ROWS, [2, 3, 4, 1]],
    ],
  });
  if (answer.state !== 'there') return <Missing of={answer} />;
  return answer.answer.renaming ? (
    <>Yes: a renaming takes one graph to the other.</>
  ) : (
    <>No: the lines of the first make two circles of four, those of the second one circle of eight.</>
  );
}
