import './rectangle.css';
import { useState } from 'preact/hooks';
import { Exact } from '../../components/exact';
import { M } from '../../components/mathematics';
import { Num } from '../../components/number';
import { Segmented } from '../../components/segmented';
import { errorMessage, sentence } from '../../engine/error-message';
import type { Cells, Complete, Completions, Conflict, Shape } from '../../model/generated';
import { answersOf } from '../../store/learn-answers';
import { useApp } from '../app-context';
import { learnLink } from '../view-link';
import { useAnswer } from './answer';
import { emptyCells, type LearnCells, readCells, writeCells } from './cells';
import { CellsGrid, OrderedRows, Palette, type Place } from './cells-grid';
import { Normalising, type Stage } from './normalising';
import { Missing, Say, SignWord } from './parts';

/** Whether a row 1 says nothing but 1 2 … n. */
const isGiven = (row: (number | null)[]) => row.every((symbol, i) => symbol === null || symbol === i + 1);

const isFull = (cells: LearnCells): cells is number[][] => cells.every((row) => !row.includes(null));

/** Step 1: a rectangle is built, and it is said in how many ways it can be completed. */
export function RectangleStep({ shape }: { shape: Shape }) {
  const app = useApp();
  const { learn } = app;
  const { cells: chosen, free: freed } = learn.place.value.choices;
  const cells = chosen === null ? emptyCells(shape) : readCells(chosen);
  const free = freed || !isGiven(cells[0] ?? []);
  const given: Cells = { ...shape, cells, first_row_free: free };
  const completions = useAnswer({ completions: given });
  const [place, select] = useState<Place>({ row: 1, column: 0 });
  const [drawn, setDrawn] = useState<string | null>(null);
  const [stage, setStage] = useState<Stage>('given');

  const shown = free ? cells : [(cells[0] ?? []).map((_, i) => i + 1), ...cells.slice(1)];
  const least = free ? 0 : 1;
  const selected = { row: Math.min(Math.max(place.row, least), shape.rows - 1), column: place.column };
  const editable = selected.row >= least;
  const conflicts = completions.state === 'there' ? completions.answer.conflicts : [];
  const latin = completions.state === 'there' && conflicts.length === 0 && isFull(shown);
  const normalised = useAnswer(latin && isFull(shown) ? { normalise: shown } : null);
  const sorted = normalised.state === 'there' && stage !== 'given' ? normalised.answer : null;

  function set(next: LearnCells, isFree = free) {
    setDrawn(null);
    setStage('given');
    const nothing = next.every((row) => !row.some(Boolean));
    learn.choose({ cells: nothing ? null : writeCells(next), free: isFree });
  }

  function enter(symbol: number | null) {
    set(
      cells.map((row, r) =>
        row.map((old, c) => (r === selected.row && c === selected.column ? symbol : old)),
      ),
    );
  }

  function enterAndMove(symbol: number | null) {
    enter(symbol);
    if (symbol === null) return;
    const at = selected.row * shape.columns + selected.column + 1;
    if (at < shape.rows * shape.columns)
      select({ row: Math.floor(at / shape.columns), column: at % shape.columns });
  }

  async function draw(from: Cells) {
    const before = learn.place.value;
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    try {
      const found = await answersOf(app).answer<'complete'>({ complete: { given: from, seed } });
      if (learn.place.value !== before || !found) return;
      if (found.rectangle) set(found.rectangle.rows, free);
      setDrawn(drawnText(found));
    } catch (error) {
      if (learn.place.value === before) setDrawn(sentence(errorMessage(error)));
    }
  }

  const possible = completions.state === 'there' ? completions.answer.possible : null;
  const impossible = possible === false;
  return (
    <>
      <Say>
        In every row of a Latin rectangle each of the{' '}
        <M>
          <i>n</i>
        </M>{' '}
        symbols stands once, and in no column does a symbol stand twice. Fill in cells and see in how many
        ways the rest can be completed.
      </Say>
      <div class="learn-build">
        <div>
          {sorted ? (
            <OrderedRows
              rows={(stage === 'sorted' ? sorted.sorted : sorted.normalised).rows}
              columnOrder={stage === 'normalised' ? sorted.column_order : null}
              rowOrder={stage === 'sorted' ? sorted.row_order : null}
            />
          ) : (
            <CellsGrid
              cells={shown}
              firstRowGiven={!free}
              conflicts={conflicts}
              selected={selected}
              select={select}
              enter={enter}
            />
          )}
          {editable && !sorted && (
            <Palette columns={shape.columns} selected={selected} enter={enterAndMove} />
          )}
          {!editable && <p class="note">With one row there is nothing to fill in: row 1 is given.</p>}
          <label class="learn-free">
            <input
              type="checkbox"
              checked={free}
              onChange={() =>
                free
                  ? set([(cells[0] ?? []).map(() => null), ...cells.slice(1)], false)
                  : set([(cells[0] ?? []).map((_, i) => i + 1), ...cells.slice(1)], true)
              }
            />{' '}
            Free row 1
          </label>
        </div>
        <div class="learn-ways">
          <div class="learn-completions" role="status">
            <Missing of={completions} />
            {completions.state === 'there' && <Ways completions={completions.answer} full={latin} />}
          </div>
          <p class="learn-actions">
            <button
              class="button"
              type="button"
              onClick={() => draw({ ...shape, cells: emptyCells(shape), first_row_free: free })}
            >
              Random
            </button>
            <button
              class="button"
              type="button"
              disabled={impossible || latin}
              aria-describedby={impossible ? 'learn-why-not' : undefined}
              onClick={() => draw(given)}
            >
              Complete it
            </button>
            <button
              class="button"
              type="button"
              disabled={chosen === null}
              onClick={() => set(emptyCells(shape))}
            >
              Clear
            </button>
          </p>
          <p class="note learn-drawn" role="status">
            {drawn}
          </p>
          {latin && (
            <section aria-labelledby="learn-normalise">
              <h2 id="learn-normalise" class="learn-sub">
                Normalise it
              </h2>
              <Segmented
                legend="How it is sorted"
                name="stage"
                values={STAGES}
                chosen={stage}
                choose={(name) => setStage(name)}
              >
                {(name) => STAGE_NAMES[name]}
              </Segmented>
              <Missing of={normalised} />
              {normalised.state === 'there' && <Normalising normalised={normalised.answer} stage={stage} />}
            </section>
          )}
        </div>
      </div>
    </>
  );
}

const STAGES: readonly Stage[] = ['given', 'normalised', 'sorted'];
const STAGE_NAMES: Record<Stage, string> = {
  given: 'As built',
  normalised: 'Columns sorted',
  sorted: 'Rows sorted',
};

function drawnText({ rectangle, uniform, possible }: Complete): string {
  if (!rectangle) return possible === false ? 'It cannot be completed.' : 'No completion was found in time.';
  return uniform
    ? 'Drawn at random: each completion is equally likely.'
    : 'Drawn row by row, because there are too many to count within a second: not all are equally likely.';
}

/** In how many ways, or why that is not known. */
function Ways({ completions, full }: { completions: Completions; full: boolean }) {
  const app = useApp();
  const { count, total, possible, full_rows, why_unknown, conflicts } = completions;
  return (
    <>
      {count && total !== null && (
        <dl class="learn-figures">
          <div>
            <dt>completions</dt>
            <dd>
              <Num value={total} figure={{ result: 'completions', final: true }} />
            </dd>
          </div>
          <div>
            <dt>
              <SignWord sign={1} />
            </dt>
            <dd>
              <Num
                value={count.positive}
                figure={{ result: 'completions-positive', final: true }}
                tone="plus"
              />
            </dd>
          </div>
          <div>
            <dt>
              <SignWord sign={-1} />
            </dt>
            <dd>
              <Num
                value={count.negative}
                figure={{ result: 'completions-negative', final: true }}
                tone="minus"
              />
            </dd>
          </div>
        </dl>
      )}
      {conflicts.length > 0 ? (
        <p id="learn-why-not" class="learn-conflicts">
          {conflicts.slice(0, 3).map((conflict) => (
            <span key={conflict.cells.join()}>
              <Exact>{conflictText(conflict)}</Exact>{' '}
            </span>
          ))}
          {conflicts.length > 3 && `And ${conflicts.length - 3} more.`}
        </p>
      ) : (
        <p id="learn-why-not" class="learn-means">
          {why_unknown ?? ''} {possibleText(possible, full_rows, full)}
        </p>
      )}
      <p class="note">
        Even or odd is the sign of the completed rectangle: see <a {...learnLink(app, { step: 2 })}>step 2</a>
        .
      </p>
    </>
  );
}

function possibleText(possible: boolean | null, fullRows: boolean, full: boolean): string {
  if (full) return 'It is complete: a Latin rectangle.';
  if (possible === false)
    return 'What stands there cannot be completed, although no two cells clash. With full rows only, it always can be (Hall).';
  if (fullRows) return 'Every row is full or empty, and such a rectangle can always be completed (Hall).';
  return possible === null ? '' : 'It can be completed; with single cells that is not always so.';
}

function conflictText({ kind, symbol, cells: [a, b] }: Conflict): string {
  return kind === 'row'
    ? `${symbol} stands twice in row ${a[0] + 1}: columns ${a[1] + 1} and ${b[1] + 1}.`
    : `${symbol} stands twice in column ${a[1] + 1}: rows ${a[0] + 1} and ${b[0] + 1}.`;
}
