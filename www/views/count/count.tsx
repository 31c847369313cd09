import './count.css';
import './saved-result.css';
import { useEffect } from 'preact/hooks';
import { Sentence } from '../../components/exact';
import { FigureNum } from '../../components/figure-num';
import { M } from '../../components/mathematics';
import { LatinRectangle } from '../../components/rectangle';
import { dayText } from '../../format/date';
import { DIFFERENCE_ALONE } from '../../format/messages';
import { timeText } from '../../format/units';
import { FIGURE_LETTERS, isDifferenceAlone, leadingFigure } from '../../model/figures';
import type { Shape } from '../../model/generated';
import { questionName } from '../../model/question';
import type { SavedResult } from '../../model/saved-result';
import { MAX_COLUMNS, sameShape, shapeName } from '../../model/shape';
import type { App } from '../../store/app';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { lazyView } from '../lazy';
import { Deferred } from './deferred';
import { focusSubmit } from './focus-submit';
import { CountForm } from './form';
import { LazyCancelled, LazyCheckpointOffers, LazyConfirmLong, LazyFailed, LazySaved } from './lazy-parts';
import { Sample } from './rectangles';
import { Result } from './result';
import { RunningView, StartingView } from './running';

/** Several shapes, which a first visit does not ask for. */
const LazyShapes = lazyView({
  room: 'shapes-room',
  failed: 'The table of shapes could not be loaded.',
  fetch: async () => (await import('./shapes')).ShapesView,
});

export function CountView() {
  const counter = useApp();
  const result = counter.saved.value ? null : shownResult(counter);
  return (
    <>
      <AddressNotes />
      <div class="two" data-state={viewState(counter)} data-engine-state={counter.engine.state.value}>
        <CountForm />
        <div class="main stack">
          {hasUnfinished(counter) && <LazyCheckpointOffers />}
          <SavedOffer beside={counter.saved.value ?? result ?? null} />
          <Main />
        </div>
        {result && !counter.confirming.value && counter.stands(result) && result.columns <= MAX_COLUMNS && (
          <Deferred key={shapeName(result)}>
            <Sample result={result} />
          </Deferred>
        )}
      </div>
    </>
  );
}

function shownResult({ run, shown }: App) {
  const { value } = run;
  if (shown.value) return shown.value;
  return value.state === 'done' && value.shapes.length === 1 ? value.results[0] : undefined;
}

const hasUnfinished = ({ checkpoints: { list, discarded, importOutcome } }: App) =>
  list.value.length > 0 || discarded.value !== null || importOutcome.value !== null;

/** A result that contradicts itself, a saved or a published one has failed, whatever the engine says. */
function viewState({ run, stands }: App) {
  const { value } = run;
  if (value.state !== 'done') return value.state;
  return value.results.every(stands) ? 'done' : 'failed';
}

function Main() {
  const counter = useApp();
  const run = counter.run.value;
  if (counter.confirming.value) return <LazyConfirmLong />;
  if (counter.saved.value) return <LazySaved />;
  if (run.state === 'idle') return counter.pending.value ? <StartingView /> : <Empty />;
  if (run.shapes.length > 1) return <LazyShapes />;
  switch (run.state) {
    case 'running':
      return <RunningView run={run} />;
    case 'done': {
      const [result] = run.results;
      return result ? <Result result={result} /> : null;
    }
    case 'cancelled':
      return <LazyCancelled stopped={run.stopped} watched={run.watched} />;
    case 'failed':
      return <LazyFailed stopped={run.stopped} message={run.message} />;
  }
}

/** The saved result of the form's shape, where it is not that of what is shown. */
export function SavedOffer({ beside = null }: { beside?: Shape | null }) {
  const { form, results, saved, run } = useApp();
  const { question } = form.checked.value;
  const wanted = run.value.state === 'running' || question?.scope !== 'shape' ? null : question;
  const found = wanted && !(beside && sameShape(beside, wanted)) ? results.of(wanted) : null;
  const offered = found !== null;
  useEffect(() => {
    if (offered) LazySaved.fetchNow();
  }, [offered]);
  if (!found) return null;
  return (
    <p class="offer" data-saved={`${found.rows}x${found.columns}`}>
      <span class="kind">Saved</span>{' '}
      <span>
        <SavedFigure found={found} />, counted {dayText(found.date)} in {timeText(found.elapsed_seconds)}.
      </span>{' '}
      <button
        class="link"
        type="button"
        aria-label={`Show the saved ${savedName(found)}`}
        onClick={() => {
          saved.value = found;
        }}
      >
        Show
      </button>
    </p>
  );
}

const savedName = (found: SavedResult) =>
  `${FIGURE_LETTERS[leadingFigure(found)?.name ?? 'total']}(${found.rows}, ${found.columns})`;

function SavedFigure({ found }: { found: SavedResult }) {
  const leading = leadingFigure(found);
  if (!leading) return null;
  return (
    <>
      <M>
        <i>{FIGURE_LETTERS[leading.name]}</i>({found.rows}, {found.columns})
      </M>{' '}
      = <FigureNum figures={found} name={leading.name} />
      {isDifferenceAlone(found) && ` (${DIFFERENCE_ALONE.slice(0, -1)})`}
    </>
  );
}

const EXAMPLE = [
  [1, 2, 3, 4, 5, 6],
  [2, 4, 6, 3, 1, 5],
  [3, 6, 2, 5, 4, 1],
  [4, 1, 5, 2, 6, 3],
  [5, 3, 1, 6, 2, 4],
];

/** Before the first count. */
export function Empty() {
  const { form, count, engine } = useApp();

  function tryExample() {
    form.scope.value = 'shape';
    form.texts.value = { ...form.texts.value, rows: '5', columns: '6' };
    count();
    focusSubmit();
  }

  const { question } = form.checked.value;
  const name = question ? questionName(question) : '';
  const ready = question
    ? `${name.charAt(0).toUpperCase()}${name.slice(1)} is ready: press Count. `
    : 'Choose rows and columns and press Count. ';

  return (
    <section class="empty" aria-label="Nothing counted yet">
      <LatinRectangle columns={6} first={[1, 2, 3, 4, 5]} rows={EXAMPLE} worker={0} />
      <div>
        <p class="text">
          Nothing counted yet. <Sentence>{ready}</Sentence>Everything runs in this tab; nothing is sent
          anywhere.
        </p>
        {engine.state.value !== 'unsupported' && (
          <p class="ways">
            <button class="button" type="button" onClick={tryExample}>
              <Sentence>Try 5 × 6</Sentence>
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
