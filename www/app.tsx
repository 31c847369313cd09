import { computed, effect } from '@preact/signals';
import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { focusHeading } from './components/focus-heading';
import { keepScreenOn } from './components/screen';
import { writeTextsWhole } from './components/whole-texts';
import { shapeName } from './model/shape';
import type { View } from './model/view';
import type { App } from './store/app';
import { createApp } from './store/create-app';
import { listenForFaults } from './store/faults';
import type { Host } from './store/host';
import type { Offline } from './store/offline';
import { AppContext, useApp } from './views/app-context';
import { CountView } from './views/count/count';
import { Boundary, FaultAlert } from './views/shell/faults';
import { LazyLab, LazyLearn, LazyResults, LazySequences, LazyTable } from './views/shell/lazy-views';
import { PrintFooter } from './views/shell/print-footer';
import { OfflineContext, Status } from './views/shell/status';
import { Top, VIEW_NAMES } from './views/shell/top';

/** Draws the whole page into `root` and starts the engine. */
export function mount(root: HTMLElement, host: Host, goOffline: (app: App) => Offline | null): void {
  writeTextsWhole();
  listenForFaults(window);
  const app = createApp(host);
  const offline = goOffline(app);
  const { run, table, sequences } = app;
  keepScreenOn(
    computed(() => run.value.state === 'running' || table.running.value || sequences.running.value),
    navigator.wakeLock,
  );
  effect(() => {
    document.documentElement.dataset.size = app.size.value;
  });
  effect(() => {
    document.title = titleOf(app);
  });
  render(
    <AppContext.Provider value={app}>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Boundary>
        <Top />
      </Boundary>
      <main id="main" class="page">
        <FaultAlert />
        <Main />
        <PrintFooter />
      </main>
      <OfflineContext.Provider value={offline}>
        <Boundary>
          <Status />
        </Boundary>
      </OfflineContext.Provider>
    </AppContext.Provider>,
    root,
  );
}

function Main() {
  const view = useApp().view.value;
  const before = useRef(view);
  useEffect(() => {
    if (before.current !== view) focusHeading();
    before.current = view;
  }, [view]);
  return (
    <Boundary key={view} instead={(again) => <Broken again={again} />}>
      <ViewOf view={view} />
    </Boundary>
  );
}

/** In place of a view that cannot be drawn; the error is shown above it. */
function Broken({ again }: { again(): void }) {
  return (
    <>
      <h1 class="visually-hidden">This view cannot be shown</h1>
      <p class="text">This view cannot be shown at the moment; the others can.</p>
      <p class="ways">
        <button class="button" type="button" onClick={again}>
          Try again
        </button>
      </p>
    </>
  );
}

const LAZY = {
  lab: LazyLab,
  table: LazyTable,
  sequences: LazySequences,
  results: LazyResults,
  learn: LazyLearn,
};

function ViewOf({ view }: { view: View }) {
  if (view !== 'count') {
    const Lazy = LAZY[view];
    return <Lazy />;
  }
  return (
    <>
      <h1 class="visually-hidden">Count normalised Latin rectangles</h1>
      <CountView />
    </>
  );
}

function titleOf({ run, view, lab }: App): string {
  const { value } = run;
  const name = 'Latin Rectangles';
  if (lab.run.value.state === 'measuring') return `Measuring · ${name}`;
  if (view.value !== 'count') return `${VIEW_NAMES.find(([one]) => one === view.value)?.[1]} · ${name}`;
  if (value.state === 'running') return `Counting ${shapeName(value.job.shape)} · ${name}`;
  const [first, ...others] = value.state === 'done' ? value.results : [];
  return first && others.length === 0 ? `${shapeName(first)} · ${name}` : name;
}
