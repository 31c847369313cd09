import { useState } from 'preact/hooks';
import { EXACT, Exact } from '../../components/exact';
import { LatinRectangle } from '../../components/rectangle';
import { Stepper } from '../../components/stepper';
import { grouped } from '../../format/number';
import { plural } from '../../format/units';
import type { Completions, Graphs, Renaming, Shape, SignedRows } from '../../model/generated';
import { TermLink } from '../term-link';
import { type Answered, useAnswer } from './answer';
import { Bipartite } from './bipartite';
import { Missing, NothingToDo, Say, Try } from './parts';

/** Two rectangles with as many rows, their graphs, and their completions. */
export function TwoGraphs({ shape }: { shape: Shape }) {
  const { rows, columns } = shape;
  const [degree, setDegree] = useState(Math.min(2, rows - 1));
  const [seeds, setSeeds] = useState<[number, number]>([1, 2]);
  const [guess, setGuess] = useState<'same' | 'different' | null>(null);
  const first = useRandom(degree, columns, seeds[0]);
  const second = useRandom(degree, columns, seeds[1]);
  const pair = rectangleOf(first) && rectangleOf(second);
  const graphs = useAnswer(
    pair ? { graph: [rectangleOf(first)?.rows ?? [], rectangleOf(second)?.rows ?? []] } : null,
  );
  if (rows <= 2)
    return (
      <NothingToDo>
        With at most two rows nothing is left to complete below the first row, whose graph is always the same.
        Choose three rows or more.
      </NothingToDo>
    );
  const change = (next: [number, number]) => {
    setSeeds(next);
    setGuess(null);
  };
  return (
    <>
      <Say>
        What rows can still be added depends only on which symbols each column has: a{' '}
        <TermLink id="graph">graph</TermLink>, columns above and symbols below. Order within a column does not
        matter.
      </Say>
      <div class="classes-choice">
        <span>Rows so far</span>
        <Stepper
          one="row"
          value={degree}
          least={1}
          most={rows - 1}
          onStep={(by) => {
            setDegree(degree + by);
            setGuess(null);
          }}
        >
          <output class="classes-degree num" aria-label="Rows so far">
            {degree}
          </output>
        </Stepper>
      </div>
      <div class="graph-pair">
        <OneGraph
          name="the first rectangle"
          rectangle={first}
          joined={joinedOf(graphs, 0)}
          shape={shape}
          told={guess !== null}
          another={() => change([seeds[0] + 2, seeds[1]])}
        />
        <OneGraph
          name="the second rectangle"
          rectangle={second}
          joined={joinedOf(graphs, 1)}
          shape={shape}
          told={guess !== null}
          another={() => change([seeds[0], seeds[1] + 2])}
        />
      </div>
      {graphs.state === 'failed' && <Missing of={graphs} />}
      {graphs.state === 'there' && (
        <Try>
          {guess === null ? (
            <p class="classes-ask">
              Can columns and symbols be renamed so that the first graph becomes the second?{' '}
              <button class="button" type="button" onClick={() => setGuess('same')}>
                Yes
              </button>{' '}
              <button class="button" type="button" onClick={() => setGuess('different')}>
                No
              </button>
            </p>
          ) : (
            <Verdict guess={guess} renaming={graphs.answer.renaming} left={rows - degree} />
          )}
        </Try>
      )}
    </>
  );
}

/** A rectangle drawn at random; the same seed gives the same one. */
function useRandom(rows: number, columns: number, seed: number) {
  const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));
  return useAnswer(
    rows < 1 ? null : { complete: { given: { rows, columns, cells, first_row_free: false }, seed } },
  );
}

type Random = ReturnType<typeof useRandom>;

const rectangleOf = (random: Random): SignedRows | null =>
  random.state === 'there' ? random.answer.rectangle : null;

const joinedOf = (graphs: Answered<Graphs>, place: number) =>
  graphs.state === 'there' ? (graphs.answer.graphs[place]?.joined ?? null) : null;

type OneGraphProps = {
  name: string;
  rectangle: Random;
  joined: number[][] | null;
  shape: Shape;
  told: boolean;
  another(): void;
};

function OneGraph({ name, rectangle, joined, shape, told, another }: OneGraphProps) {
  const drawn = rectangleOf(rectangle);
  const blank = Array.from({ length: shape.columns }, () => null);
  const cells = drawn && Array.from({ length: shape.rows }, (_, row) => drawn.rows[row] ?? blank);
  const completions = useAnswer(
    told && cells ? { completions: { ...shape, cells, first_row_free: false } } : null,
  );
  return (
    <section class="one-graph" aria-label={name}>
      {drawn ? (
        <LatinRectangle
          columns={shape.columns}
          first={drawn.rows.map(([symbol]) => symbol ?? null)}
          rows={drawn.rows}
          worker={null}
          small
        />
      ) : (
        <Missing of={rectangle} />
      )}
      {joined && <Bipartite joined={joined} name={name} />}
      <div class="one-graph-said" role="status">
        {told && drawn && <Completed completions={completions} sign={drawn.sign} rows={shape.rows} />}
      </div>
      <button class="button" type="button" aria-label={`Another for ${name}`} onClick={another}>
        Another
      </button>
    </section>
  );
}

function Completed({
  completions,
  sign,
  rows,
}: {
  completions: Answered<Completions>;
  sign: number;
  rows: number;
}) {
  if (completions.state !== 'there') return <Missing of={completions} />;
  const { count, total, why_unknown } = completions.answer;
  if (!count || total === null) return <>{why_unknown}</>;
  const figure = (name: string, value: string) => (
    <span class="num" data-result={name} data-value={value} {...EXACT}>
      {grouped(value)}
    </span>
  );
  return (
    <>
      Itself {sign > 0 ? 'even' : 'odd'}. Completed to {rows} rows in {figure('completions', total)} ways:{' '}
      {figure('completions-positive', count.positive)} even, {figure('completions-negative', count.negative)}{' '}
      odd.
    </>
  );
}

type VerdictProps = {
  guess: 'same' | 'different';
  renaming: Renaming | null;
  /** rows that are to come */
  left: number;
};

function Verdict({ guess, renaming, left }: VerdictProps) {
  const right = (guess === 'same') === (renaming !== null);
  return (
    <p class="classes-verdict" role="status" data-result="same-class" data-value={renaming ? 1 : 0}>
      {right ? 'Right. ' : 'Not so. '}
      {renaming ? (
        <>
          One class: rename columns <Images to={renaming.columns} /> and symbols{' '}
          <Images to={renaming.symbols} />. So both have as many completions. This renaming is{' '}
          {renaming.sign > 0 ? 'even' : 'odd'}, and {plural(left, 'row')} {left === 1 ? 'is' : 'are'} to come:
          among the rows added, even and odd{' '}
          {renaming.sign < 0 && left % 2 === 1 ? 'change places.' : 'stay as they are.'}
        </>
      ) : (
        'Two classes: no renaming takes one graph to the other, and the numbers of completions may differ.'
      )}
    </p>
  );
}

/** 1 → 3, 2 → 1, … */
function Images({ to }: { to: number[] }) {
  return <Exact>{to.map((image, i) => `${i + 1}→${image}`).join(' ')}</Exact>;
}
