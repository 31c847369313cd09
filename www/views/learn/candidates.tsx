import './candidates.css';
import { EXACT } from '../../components/exact';
import { M } from '../../components/mathematics';
import { Num } from '../../components/number';
import { Segmented } from '../../components/segmented';
import type { Candidates, Shape } from '../../model/generated';
import { useApp } from '../app-context';
import { useAnswer } from './answer';
import { Guess } from './guess';
import { Missing, NothingToDo, Say, SignWord } from './parts';

/** Step 4: the rows that can stand below row 1, by their first symbol. */
export function CandidatesStep({ shape }: { shape: Shape }) {
  const { learn } = useApp();
  const { columns } = shape;
  const value = learn.place.value.choices.value ?? 2;
  const few = columns < 2;
  const candidates = useAnswer(few ? null : { candidates: { columns, value } });
  if (few)
    return (
      <NothingToDo>
        With one column every row is 1, so no row can stand below row 1 and there are no candidates.
      </NothingToDo>
    );
  return (
    <>
      <Say>
        Row 1 is 1 2 …{' '}
        <M>
          <i>n</i>
        </M>
        , so a later row has no symbol in its own place: it is a derangement. The first column says with which
        symbol it begins, and only the derangements that begin so are its candidates.
      </Say>
      {shape.rows === 1 && (
        <NothingToDo>
          With one row nothing is to be chosen. These would be the candidates for row 2.
        </NothingToDo>
      )}
      <div class="learn-value">
        <span>It begins with</span>
        <Segmented
          legend="First symbol of the row"
          name="value"
          values={Array.from({ length: columns - 1 }, (_, i) => String(i + 2))}
          chosen={String(value)}
          choose={(chosen) => learn.choose({ value: Number(chosen) })}
        >
          {(symbol) => (
            <span class="num" {...EXACT}>
              {symbol}
            </span>
          )}
        </Segmented>
      </div>
      <Missing of={candidates} />
      {candidates.state === 'there' && (
        <Strip key={`${columns} ${value}`} candidates={candidates.answer} value={value} columns={columns} />
      )}
    </>
  );
}

type StripProps = { candidates: Candidates; value: number; columns: number };

function Strip({ candidates, value, columns }: StripProps) {
  const { derangements, candidates: rows, even, odd } = candidates;
  const other = value === columns ? 2 : value + 1;
  const others = useAnswer(other === value ? null : { candidates: { columns, value: other } });
  return (
    <>
      <p class="learn-means" role="status">
        <Num value={derangements} /> {derangements === '1' ? 'derangement' : 'derangements'} of {columns};{' '}
        <Num value={String(rows.length)} /> of them begin with <span class="num">{value}</span>.
      </p>
      <section
        class="learn-strip"
        // It scrolls by itself where it is long.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={`Candidates that begin with ${value}, even ones first`}
      >
        <Part sign={1} rows={rows.slice(0, even)} />
        <Part sign={-1} rows={rows.slice(even)} />
      </section>
      {others.state === 'there' && (
        <Guess question={`How many begin with ${other}?`} value={String(others.answer.candidates.length)}>
          As many, <Num value={String(others.answer.candidates.length)} />: exchange the two symbols, and the
          two columns with them.
        </Guess>
      )}
      <p class="note learn-order">
        Even rows stand first, odd rows after, {even} and {odd}: so the last row is counted by one popcount
        over the even part and one over the odd part.
      </p>
    </>
  );
}

function Part({ sign, rows }: { sign: number; rows: number[][] }) {
  return (
    <div class="learn-part">
      <p class="learn-part-head">
        <Num value={String(rows.length)} /> <SignWord sign={sign} />
      </p>
      <ul>
        {rows.map((row) => (
          <li key={row.join()} class={sign > 0 ? 'learn-even' : 'learn-odd'} {...EXACT}>
            {row.join('\n')}
          </li>
        ))}
      </ul>
    </div>
  );
}
