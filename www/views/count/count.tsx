import './count.css';
import './saved-result.css';
import { MAX_COLUMNS, shapeName } from '../../model/shape';
import type { App } from '../../store/app';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { Deferred } from './deferred';
import { Empty } from './empty';
import { CountForm } from './form';
import { LazyCancelled, LazyFailed, LazyLongQuestion, LazySaved, LazyUnfinishedOffers } from './lazy-parts';
import { LazyShapes } from './lazy-shapes';
import { Result } from './result';
import { RunningView, StartingView } from './running';
import { Sample } from './sample';
import { SavedOffer } from './saved-offer';

export function CountView() {
  const counter = useApp();
  const result = counter.saved.value ? null : shownResult(counter);
  return (
    <>
      <AddressNotes />
      <div class="two" data-state={viewState(counter)} data-engine-state={counter.engine.state.value}>
        <CountForm />
        <div class="main stackv">
          {hasUnfinished(counter) && <LazyUnfinishedOffers />}
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
  if (counter.confirming.value) return <LazyLongQuestion />;
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
