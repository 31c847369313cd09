import { effect } from '@preact/signals';
import { render } from 'preact';
import { shapeName } from './lib/shapes';
import { type Counter, createCounter, type Surroundings } from './state/counter';
import { CountView } from './views/count/count';
import { CounterContext } from './views/counter-context';
import { Status } from './views/frame/status';
import { Top } from './views/frame/top';

/** Draws the whole page into `root` and starts the engine. */
export function mount(root: HTMLElement, surroundings: Surroundings): void {
  const counter = createCounter(surroundings);
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
        <h1 class="vh">Count normalised Latin rectangles</h1>
        <CountView />
      </main>
      <Status />
    </CounterContext.Provider>,
    root,
  );
}

function titleOf({ run }: Counter): string {
  const { value } = run;
  const name = 'Latin Rectangles';
  if (value.state === 'running') return `Counting ${shapeName(value.job.shape)} · ${name}`;
  const [first, ...others] = value.state === 'done' ? value.results : [];
  return first && others.length === 0 ? `${shapeName(first)} · ${name}` : name;
}
