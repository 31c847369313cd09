import { effect } from '@preact/signals';
import { render } from 'preact';
import { shapeName } from './lib/shapes';
import { type Counter, createCounter, type Surroundings } from './state/counter';
import type { Offline } from './state/offline';
import { CountView } from './views/count/count';
import { CounterContext, useCounter } from './views/counter-context';
import { OfflineContext } from './views/frame/offline-line';
import { Status } from './views/frame/status';
import { Top } from './views/frame/top';
import { LazyLab } from './views/lazy-lab';
import { LazyResults } from './views/lazy-results';
import { LazyTable } from './views/lazy-table';

/** Draws the whole page into `root` and starts the engine. */
export function mount(
  root: HTMLElement,
  surroundings: Surroundings,
  goOffline: (counter: Counter) => Offline | null,
): void {
  const counter = createCounter(surroundings);
  const offline = goOffline(counter);
  effect(() => {
    document.documentElement.dataset.size = counter.size.value;
  });
  effect(() => {
    document.title = titleOf(counter);
  });
  render(
    <CounterContext.Provider value={counter}>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Top />
      <main id="main" class="page">
        <Main />
      </main>
      <OfflineContext.Provider value={offline}>
        <Status />
      </OfflineContext.Provider>
    </CounterContext.Provider>,
    root,
  );
}

function Main() {
  const { view } = useCounter();
  if (view.value === 'lab') return <LazyLab />;
  if (view.value === 'table') return <LazyTable />;
  if (view.value === 'results') return <LazyResults />;
  return (
    <>
      <h1 class="vh">Count normalised Latin rectangles</h1>
      <CountView />
    </>
  );
}

function titleOf({ run, view, lab }: Counter): string {
  const { value } = run;
  const name = 'Latin Rectangles';
  if (lab.run.value.state === 'measuring') return `Measuring · ${name}`;
  if (view.value === 'lab') return `Lab · ${name}`;
  if (view.value === 'table') return `Table · ${name}`;
  if (view.value === 'results') return `Results · ${name}`;
  if (value.state === 'running') return `Counting ${shapeName(value.job.shape)} · ${name}`;
  const [first, ...others] = value.state === 'done' ? value.results : [];
  return first && others.length === 0 ? `${shapeName(first)} · ${name}` : name;
}
