// @vitest-environment happy-dom
import { options, render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CountResult } from '../../engine/generated';
import { READING_MS } from '../../lib/readings';
import { type Counter, createCounter } from '../../state/counter';
import type { ResultsStore } from '../../state/results-store';
import { memoryStore } from '../../testing/memory-store';
import { planFor, resultFor } from '../../testing/results';
import { falseFor, savedFor } from '../../testing/saved';
import { noMeter, type ScriptedEngine, scriptedEngine } from '../../testing/scripted-engine';
import { surroundingsOf } from '../../testing/surroundings';
import { CounterContext } from '../counter-context';
import { Status } from '../frame/status';
import { CountView } from './count';

let engine: ScriptedEngine;
let store: ResultsStore;
let root: HTMLElement;
let frames: (() => void)[];
let now: number;

function open(search: string): Counter {
  const nextFrame = (callback: () => void) => void frames.push(callback);
  const counter = createCounter(
    surroundingsOf(engine, { search, now: () => now, nextFrame, openResults: async () => store }),
  );
  render(
    <CounterContext.Provider value={counter}>
      <CountView />
      <Status />
    </CounterContext.Provider>,
    root,
  );
  return counter;
}

async function settle() {
  await vi.advanceTimersByTimeAsync(200);
}

async function ready() {
  engine.ready();
  await settle();
  const request = engine.sent.findLast((one) => one.type === 'estimate');
  if (request?.type !== 'estimate') return;
  const estimates = request.shapes.map((shape) => ({
    shape,
    first_columns: 5,
    rectangles: 47_040,
    seconds: 0.01,
    bytes: 1000,
  }));
  const classesSeconds = request.ranges.map(() => Number.POSITIVE_INFINITY);
  engine.emit({ type: 'estimates', id: request.id, estimates, classesSeconds });
  await settle();
}

async function finish(result: CountResult) {
  engine.emit({ type: 'done', result });
  await settle();
}

/** The first frame after it is time for another reading. */
async function frame(at: number) {
  now = at;
  await vi.advanceTimersByTimeAsync(READING_MS);
  for (const callback of frames.splice(0)) callback();
  await settle();
}

const view = () => root.querySelector<HTMLElement>('[data-state]');
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name);
const figure = (name: string) => root.querySelector<HTMLElement>(`[data-result="${name}"]`);

beforeEach(() => {
  vi.useFakeTimers();
  const later = (callback: () => void) => void setTimeout(callback, 0);
  options.debounceRendering = later;
  options.requestAnimationFrame = later;
  engine = scriptedEngine();
  store = memoryStore();
  root = document.createElement('div');
  document.body.append(root);
  frames = [];
  now = 0;
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
});

describe('the worked example', () => {
  it('ends with every figure in exact digits', async () => {
    open('');
    await ready();
    expect(view()?.dataset.state).toBe('running');
    expect(figure('total')).toBeNull();
    await finish(resultFor({ rows: 5, columns: 6 }));
    expect(view()?.dataset.state).toBe('done');
    expect(view()?.dataset.engineState).toBe('ready');
    const values = ['total', 'positive', 'negative', 'difference', 'reduced', 'all'];
    expect(values.map((name) => figure(name)?.dataset.value)).toEqual([
      '1128960',
      '576000',
      '552960',
      '23040',
      '9408',
      '812851200',
    ]);
    expect(root.textContent).toContain('All 5 first columns agree: 4,800 even + 4,608 odd each.');
    expect(root.textContent).toContain('Rates of so short a run are rough.');
    expect(root.querySelector('a[href="https://oeis.org/A001009"]')).not.toBeNull();
    expect(root.textContent).toContain('OEIS A001009 (lists R = 9,408; K = 120 · R)');
    expect(root.textContent).toContain('K ÷ (5 · 4!), 5 first columns, 4! orders of rows 2 to 5');
  });

  it('shows no total that its first columns contradict', async () => {
    open('');
    await ready();
    const result = resultFor({ rows: 5, columns: 6 });
    if (result.per_column[1]) result.per_column[1].positive = '4799';
    await finish(result);
    expect(view()?.dataset.state).toBe('failed');
    expect(figure('total')).toBeNull();
    expect(root.textContent).toContain(
      '(1, 2, 3, 4, 6) gives 4,799 even + 4,608 odd; the other 4 give 4,800 even',
    );
  });

  it('without a published value says so', async () => {
    open('');
    await ready();
    await finish({ ...resultFor({ rows: 5, columns: 6 }), published: null });
    expect(root.textContent).toContain('No published value known to us.');
  });
});

describe('the popcount', () => {
  it('is told where the shape leaves a choice', async () => {
    open('');
    await ready();
    await finish({ ...resultFor({ rows: 5, columns: 6 }), popcount: { short: 'bytes', short_words: 6 } });
    expect(root.textContent).toContain(
      'SIMD; popcount: bytes for ≤ 6 words, vertical counters above; 2.5 ms, tables',
    );
  });

  it('asked for in vain is told so, and not asked for is not told', async () => {
    const counter = open('?r=5&n=6&popcount=scalar&run');
    await ready();
    await finish(resultFor({ rows: 5, columns: 6 }));
    expect(root.textContent).toContain('SIMD; popcount: this shape has no leaves for which');
    expect(root.querySelector<HTMLInputElement>('input[name="popcount"]:checked')?.value).toBe('scalar');

    counter.form.popcount.value = 'auto';
    counter.count();
    await ready();
    await finish(resultFor({ rows: 5, columns: 6 }));
    expect(root.textContent).toContain('SIMD, 2.5 ms, tables');
  });
});

describe('while a count runs', () => {
  const plan = planFor({ rows: 5, columns: 6 });

  it('the number grows without being called final, and Count has become Cancel', async () => {
    open('?r=5&n=6&run');
    await ready();
    engine.emit({ type: 'started', plan, meter: noMeter, elapsed: 0 });
    const hand = { state: 'counting' as const, unitsDone: 0, busySeconds: 1, unit: 0, share: 0.5, rows: [] };
    engine.readings = [{ ...hand, positive: 2400n, negative: 2304n }];
    await frame(1000);
    expect(figure('total')?.dataset).toMatchObject({ soFar: String(4704 * 24) });
    expect(figure('total')?.hasAttribute('data-value')).toBe(false);
    expect(root.textContent).toContain('at least, after 0 of 5 first columns');
    expect(button('Count 5 × 6')).toBeUndefined();

    button('Cancel')?.click();
    await settle();
    expect(button('Stopping…')).toBeDefined();
    engine.emit({ type: 'cancelled', finished: 1, units: 5 });
    await settle();
    expect(view()?.dataset.state).toBe('cancelled');
    expect(root.textContent).toContain('1 of 5 first columns was counted. No total is shown');
    expect(button('Count again')).toBeDefined();
  });

  it('Escape cancels', async () => {
    open('?r=5&n=6&run');
    await ready();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(engine.sent.at(-1)).toEqual({ type: 'cancel' });
  });

  it('a failure shows its message and no total', async () => {
    open('?r=5&n=6&run');
    await ready();
    engine.emit({ type: 'started', plan, meter: noMeter, elapsed: 0 });
    engine.emit({ type: 'failed', message: 'Worker 2 ran out of memory.', finished: 3, units: 5 });
    await settle();
    expect(view()?.dataset.state).toBe('failed');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe(
      'Stopped. Worker 2 ran out of memory. 3 of 5 first columns were counted. No total is shown, because it would not be exact.Start again',
    );
  });
});

describe('the form', () => {
  it('says at the field what is allowed', async () => {
    const counter = open('?r=5&n=6');
    await ready();
    expect(root.textContent).toContain(
      '5 first columns, about 47 thousand rectangles to enumerate. Well under a second.',
    );
    counter.form.texts.value = { ...counter.form.texts.value, rows: '7' };
    await settle();
    const rows = root.querySelector('#rows');
    expect(rows?.getAttribute('aria-invalid')).toBe('true');
    const message = root.querySelector(`#${rows?.getAttribute('aria-describedby')}`);
    expect(message?.textContent).toBe('At most 6: there cannot be more rows than columns.');
    root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(document.activeElement?.id).toBe('rows');
  });

  it('has no button where the browser cannot count', async () => {
    open('?r=5&n=6');
    engine.emit({ type: 'unsupported', message: 'There is no WebAssembly.' });
    await settle();
    expect(view()?.dataset.engineState).toBe('unsupported');
    expect(button('Count 5 × 6')).toBeUndefined();
    expect(root.textContent).toContain('This browser cannot count. There is no WebAssembly.');
  });
});

describe('several shapes', () => {
  it('fill a table, whose rows open their results', async () => {
    open('?r=all&n=2&run');
    await ready();
    await finish(resultFor({ rows: 1, columns: 2 }));
    expect(root.querySelector('[data-shape="1x2"] [data-result="total"]')?.getAttribute('data-value')).toBe(
      '1',
    );
    expect(root.querySelector('[data-shape="2x2"]')?.className).toBe('open');
    await finish(resultFor({ rows: 1, columns: 2 }));
    expect(view()?.dataset.state).toBe('done');
    const link = root.querySelector<HTMLAnchorElement>('[data-shape="1x2"] a');
    expect(link?.getAttribute('href')).toBe('?r=1&n=2&run');
    link?.click();
    await settle();
    expect(button('Back to all 2 shapes')).toBeDefined();
  });
});

describe('a saved result', () => {
  const shape = { rows: 5, columns: 6 };

  it('is offered for the shape of the form, shown as saved, and counted again on request', async () => {
    await store.put([savedFor(shape)]);
    const counter = open('?r=4&n=6');
    await ready();
    expect(root.querySelector('.offer')).toBeNull();
    counter.form.texts.value = { ...counter.form.texts.value, rows: '5' };
    await ready();
    expect(root.querySelector('.offer')?.textContent).toContain(
      'Saved K(5, 6) = 1,128,960, counted 24 November 2026 in 2.5 ms.',
    );
    expect(figure('total')).toBeNull();
    root.querySelector<HTMLElement>('.offer button')?.click();
    await settle();
    expect(figure('total')?.dataset.value).toBe('1128960');
    expect(root.textContent).toContain('Counted 24 November 2026 by Latin Rectangles 0.1.0');
    expect(root.querySelector('.offer')).toBeNull();
    button('Count again')?.click();
    await settle();
    expect(view()?.dataset.state).toBe('running');
    await finish(resultFor(shape));
    expect(view()?.dataset.state).toBe('done');
    expect(root.textContent).toContain('In this browser, under Results.');
    expect((await store.read()).kept).toHaveLength(2);
  });

  it('goes with its shape', async () => {
    await store.put([savedFor(shape)]);
    const counter = open('?r=5&n=6');
    await ready();
    root.querySelector<HTMLElement>('.offer button')?.click();
    counter.form.texts.value = { ...counter.form.texts.value, rows: '4' };
    await settle();
    expect(counter.saved.value).toBeNull();
    expect(figure('total')).toBeNull();
  });

  it('that a new count contradicts is an error with both numbers, and nothing is saved', async () => {
    await store.put([falseFor(shape)]);
    open('');
    await ready();
    await finish(resultFor(shape));
    expect(view()?.dataset.state).toBe('failed');
    expect(figure('total')).toBeNull();
    const alert = root.querySelector('[role="alert"]')?.textContent;
    expect(alert).toContain('Counted now: 1,128,960 (576,000 even + 552,960 odd).');
    expect(alert).toContain('2,257,920 (1,152,000 even + 1,105,920 odd).');
    expect(root.querySelector('.status .job')?.textContent).toContain('contradicts');
    expect((await store.read()).kept).toHaveLength(1);
  });
});

it('a result that is not saved says why, and stands', async () => {
  store.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  open('');
  await ready();
  await finish(resultFor({ rows: 5, columns: 6 }));
  expect(figure('total')?.dataset.value).toBe('1128960');
  expect(root.textContent).toContain(
    'The last change is not saved: the browser gives this page no more room.',
  );
});

it('the status line tells what runs and how', async () => {
  open('');
  await ready();
  await finish(resultFor({ rows: 5, columns: 6 }));
  expect(root.querySelector('.status .job')?.textContent).toBe('Done: 5 × 6 in 2.5 ms.');
  expect(root.querySelector('.status .env')?.textContent).toBe('2 workers · SIMD · isolated');
  expect(root.querySelector('.status [role="status"]')?.textContent).toBe('Done: K(5, 6) is 1,128,960.');
});
