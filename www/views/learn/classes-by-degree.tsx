import { useState } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { SignedK } from '../../components/mathematics';
import { Num } from '../../components/number';
import { Stepper } from '../../components/stepper';
import { grouped, signed } from '../../format/number';
import { plural } from '../../format/units';
import type { Class, Classes, DegreeClasses, Shape } from '../../model/generated';
import { TermLink } from '../term-link';
import { useAnswer } from './answer';
import { ClassLayers } from './class-layers';
import { Missing, NothingToDo, Say } from './parts';

/** With more columns there are too many renamings to compare all rectangles here. */
const MOST_COLUMNS = 6;

/** All classes of one n, and how they follow from each other. */
export function ClassesByDegree({ shape }: { shape: Shape }) {
  if (shape.columns > MOST_COLUMNS)
    return (
      <NothingToDo>
        All classes are listed here for at most {MOST_COLUMNS} columns: this step compares graphs by trying
        every renaming, and with {shape.columns} columns there are too many. Choose fewer columns, or compare
        two rectangles.
      </NothingToDo>
    );
  return <Listed shape={shape} />;
}

function Listed({ shape }: { shape: Shape }) {
  const { columns } = shape;
  const squares = useAnswer({ classes: { rows: columns, columns } });
  const own = useAnswer({ classes: { ...shape } });
  if (squares.state !== 'there') return <Missing of={squares} />;
  if (own.state !== 'there') return <Missing of={own} />;
  return <Degrees shape={shape} squares={squares.answer} own={own.answer} />;
}

type DegreesProps = { shape: Shape; squares: Classes; own: Classes };

function Degrees({ shape: { rows, columns }, squares, own }: DegreesProps) {
  const most = columns - 1;
  const [degree, setDegree] = useState(1);
  const listed = squares.degrees.slice(0, most);
  const completed = own.degrees[degree - 1];
  const now = completed ?? listed[degree - 1];
  if (!now) return null;
  const balanced = now.classes.filter((one) => one.odd_automorphism).length;
  return (
    <>
      <Say>
        Row by row, rectangles fall into few <TermLink id="class">classes</TermLink>, and the count goes on
        with one rectangle of each. Lines show where another row leads. A double ring is a class with an odd
        renaming onto itself.
      </Say>
      <div class="classes-choice">
        <span>Degree</span>
        <Stepper one="row" value={degree} least={1} most={most} onStep={(by) => setDegree(degree + by)}>
          <output class="classes-degree num" aria-label="Degree">
            {degree}
          </output>
        </Stepper>
        <p role="status">
          <span data-result="classes" data-value={now.classes.length}>
            {plural(now.classes.length, 'class', 'classes')}
          </span>
          ,{' '}
          <span data-result="odd-renamings" data-value={balanced}>
            {balanced === 0 ? 'none' : balanced}
          </span>{' '}
          with an odd renaming onto itself
        </p>
      </div>
      <ClassLayers degrees={listed} degree={degree} />
      <ClassTable classes={now.classes} completed={completed !== undefined} rows={rows} />
      <SameCount completed={completed} rows={rows} degree={degree} />
    </>
  );
}

function ClassTable({ classes, completed, rows }: { classes: Class[]; completed: boolean; rows: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys
    <section class="wide-table" aria-label="The classes of this degree" tabIndex={0}>
      <table class="class-table">
        <caption class="visually-hidden">The classes of this degree</caption>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col">one rectangle</th>
            <th scope="col">graphs</th>
            <th scope="col">onto itself</th>
            <th scope="col">rectangles</th>
            <th scope="col">weight</th>
            <th scope="col">renamed</th>
            {completed && <th scope="col">rows to {rows}: even, odd</th>}
          </tr>
        </thead>
        <tbody {...EXACT}>
          {classes.map((one, i) => (
            <tr key={one.key}>
              <th scope="row">{i + 1}</th>
              <td>{one.representative.rows.map((row) => row.join('')).join(' ')}</td>
              <td class="num">{grouped(String(one.labelled))}</td>
              <td class="num">
                {grouped(String(one.automorphisms))}
                {one.odd_automorphism ? ' (odd ones)' : ''}
              </td>
              <td class="num">{grouped(String(one.rectangles))}</td>
              <td class="num">{signed(String(one.weight))}</td>
              <td class="num">{signed(String(one.renamed_weight))}</td>
              {completed && (
                <td class="num">
                  {grouped(one.completions.positive)}, {grouped(one.completions.negative)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type SameCountProps = { completed: DegreeClasses | undefined; rows: number; degree: number };

function SameCount({ completed, rows, degree }: SameCountProps) {
  if (!completed)
    return (
      <p class="note">
        Rectangles with {plural(rows, 'row')} have no completions from {degree} on: that many rows are more
        than asked for.
      </p>
    );
  const { positive, negative } = completed.count;
  return (
    <>
      <p class="note">
        From this degree alone: <SignedK sign="+" /> ={' '}
        <Num value={positive} figure={{ result: 'positive', final: true }} />, <SignedK sign="−" /> ={' '}
        <Num value={negative} figure={{ result: 'negative', final: true }} />; from every other degree the
        same follows.
      </p>
      <p class="note class-weights">
        Graphs: how many with other names. Onto itself: renamings that change nothing, and whether there are
        odd ones. A weight is a sum of signs; renamed, each sign is first multiplied by that of a renaming to
        the one rectangle.
      </p>
    </>
  );
}
