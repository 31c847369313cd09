// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dayKey } from '../../format/date';
import { SIGN } from '../../format/sign';
import type { EngineName } from '../../model/generated';
import type { Finished } from '../../model/result';
import { READING_MS } from '../../model/sampling';
import type { SavedResult } from '../../model/saved-result';
import type { ResultsStore } from '../../storage/results';
import type { App } from '../../store/app';
import { createApp } from '../../store/create-app';
import { classesProgress } from '../../testing/classes';
import { endDrawing, startDrawing } from '../../testing/drawing';
import { estimatesFor } from '../../testing/estimates';
import { hostOf } from '../../testing/host';
import { memoryStore } from '../../testing/memory-store';
import { planFor, resultFor } from '../../testing/results';
import { falseFor, savedFor } from '../../testing/saved';
import { noMeter, type ScriptedEngine, scriptedEngine } from '../../testing/scripted-engine';
import { AppContext } from '../app-context';
import { Status } from '../shell/status';
import { CountView } from './count';
// There already, so that they come without a wait.
import './on-demand';
import '../../model/read-result';
import '../../model/read-checkpoint-record';

let engine: ScriptedEngine;
let store: ResultsStore;
let root: HTMLElement;
let frames: (() => void)[];
let now: number;

function open(search: string): App {
  const nextFrame = (callback: () => void) => void frames.push(callback);
  const counter = createApp(
    hostOf(engine, {
      search,
      now: () => now,
      epoch: () => Date.now(),
      nextFrame,
      openResults: async () => store,
    }),
  );
  render(
    <AppContext.Provider value={counter}>
      <CountView />
      <Status />
    </AppContext.Provider>,
    root,
  );
  return counter;
}

async function settle() {
  await vi.advanceTimersByTimeAsync(200);
}

async function ready(seconds = 0.01, byClasses = Number.POSITIVE_INFINITY) {
  engine.ready();
  await settle();
  const request = engine.sent.findLast((one) => one.type === 'estimate');
  if (request?.type !== 'estimate') return;
  const by: Partial<Record<EngineName, number>> = { enumerate: seconds, classes: byClasses, naive: 1000 };
  engine.emit(estimatesFor(request, (engine) => by[engine]));
  await settle();
}

async function finish(result: Finished) {
  engine.emit({ type: 'done', results: [{ ...result, date: new Date().toISOString() }] });
  await settle();
}

/** The first frame after it is time for another reading. */
async function frame(at: number) {
  now = at;
  await vi.advanceTimersByTimeAsync(READING_MS);
  for (const callback of frames.splice(0)) callback();
  await settle();
}

/** What most visits do not need comes with modules of their own. */
async function fetched() {
  await vi.dynamicImportSettled();
  await settle();
}

const view = () => root.querySelector<HTMLElement>('[data-state]');
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name);
const figure = (name: string) => root.querySelector<HTMLElement>(`[data-result="${name}"]`);

beforeEach(() => {
  root = startDrawing();
  engine = scriptedEngine();
  store = memoryStore();
  frames = [];
  now = 0;
});
afterEach(() => endDrawing(root));

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
    expect(root.querySelectorAll('.sign-note')).toHaveLength(1);
    expect(root.querySelector('.sign-note')?.textContent).toBe(SIGN);
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
    await finish({ ...resultFor({ rows: 2, columns: 6 }), published: null });
    expect(root.textContent).toContain('No published value known.');
  });

  it('says where a value is published whose digits are not here', async () => {
    open('');
    await ready();
    await finish({ ...resultFor({ rows: 5, columns: 6 }), published: null });
    expect(root.textContent).toContain('R(5, n) is published up to n = 40');
  });
});

it('a clock too coarse for a rate gives none', async () => {
  open('');
  await ready();
  const result = resultFor({ rows: 5, columns: 6 });
  const per_worker = result.per_worker.map((worker) => ({ ...worker, busy_seconds: 0 }));
  await finish({ ...result, elapsed_seconds: 0, table_seconds: 0, per_worker });
  expect(view()?.dataset.state).toBe('done');
  expect(root.querySelector('.how-counted')?.textContent).toContain('Ratetoo short to measure here');
  const rates = [...root.querySelectorAll('#wk, table.measures-table .num')].map(
    ({ textContent }) => textContent,
  );
  expect(rates.filter((text) => text === 'too short to measure here')).toHaveLength(3);
  expect(rates.join(' ')).not.toMatch(/Infinity|NaN/);
});

it('a count is cited by the day on which it is saved, which a clock that sleeps does not tell', async () => {
  vi.setSystemTime(new Date(2026, 2, 4, 23, 30));
  open('');
  await ready();
  await finish(resultFor({ rows: 5, columns: 6 }));
  vi.setSystemTime(new Date(2026, 2, 6, 8));
  await settle();
  expect(root.querySelector('.cite')?.textContent).toContain('Counted exactly on 2026-03-04');
  const [saved] = (await store.read()).saved;
  expect(dayKey((saved?.value as SavedResult | undefined)?.date ?? '')).toBe('2026-03-04');
});

describe('the popcount', () => {
  it('is told where the shape leaves a choice', async () => {
    open('');
    await ready();
    await finish({ ...resultFor({ rows: 5, columns: 6 }), popcount: { short: 'bytes', short_words: 6 } });
    expect(root.textContent).toContain(
      'InstructionsSIMDPopcountbytes for ≤ 6 words, vertical counters aboveTime2.5 msTables',
    );
  });

  it('asked for in vain is told so, and not asked for is not told', async () => {
    const counter = open('?r=5&n=6&popcount=scalar&run');
    await ready();
    await finish(resultFor({ rows: 5, columns: 6 }));
    expect(root.textContent).toContain('InstructionsSIMDPopcountthis shape has no leaves for which');
    expect(root.querySelector<HTMLInputElement>('input[name="popcount"]:checked')?.value).toBe('scalar');

    counter.form.popcount.value = 'auto';
    counter.count();
    await ready();
    await finish(resultFor({ rows: 5, columns: 6 }));
    expect(root.textContent).toContain('InstructionsSIMDTime2.5 msTables');
  });
});

describe('while a count runs', () => {
  const plan = planFor({ rows: 5, columns: 6 });

  it('the number grows without being called final, and Count has become Cancel', async () => {
    open('?r=5&n=6&run');
    await ready();
    engine.emit({ type: 'started', plan, meter: noMeter, elapsed: 0 });
    const reading = {
      state: 'counting' as const,
      unitsDone: 0,
      busySeconds: 1,
      unit: 0,
      share: 0.5,
      rows: [],
    };
    engine.readings = [{ ...reading, positive: 2400n, negative: 2304n }];
    await frame(1000);
    expect(figure('total')?.dataset).toMatchObject({ soFar: String(4704 * 24) });
    expect(figure('total')?.hasAttribute('data-value')).toBe(false);
    expect(root.textContent).toContain('so far, 0 of 5 first columns done');
    expect(root.querySelector('.sign-note')?.textContent).toBe(SIGN);
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

  it.each([
    ['that something else has used', {}, (event: Event) => event.preventDefault()],
    ['that ends an input method', { isComposing: true }, () => {}],
    ['that is held down', { repeat: true }, () => {}],
    ['with another key', { ctrlKey: true }, () => {}],
  ])('Escape %s cancels nothing', async (_, init, before) => {
    open('?r=5&n=6&run');
    await ready();
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, ...init });
    before(event);
    document.dispatchEvent(event);
    expect(engine.sent.map(({ type }) => type)).not.toContain('cancel');
  });

  it.each([
    ['select', false],
    ['input', false],
    ['a', false],
    ['p', true],
  ])('Escape on a %s of the page cancels: %s', async (name, cancels) => {
    open('?r=5&n=6&run');
    await ready();
    const element = document.createElement(name);
    (name === 'a' ? root : view())?.append(element);
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(engine.sent.some(({ type }) => type === 'cancel')).toBe(cancels);
  });

  it('a failure shows its message and no total', async () => {
    open('?r=5&n=6&run');
    await ready();
    engine.emit({ type: 'started', plan, meter: noMeter, elapsed: 0 });
    engine.emit({ type: 'failed', message: 'Worker 2 ran out of memory.', finished: 3, units: 5 });
    await settle();
    expect(view()?.dataset.state).toBe('failed');
    expect(root.querySelector('[role="alert"]')?.textContent).toBe(
      'The count failed. Worker 2 ran out of memory. 3 of 5 first columns were counted. No total is shown, because it would not be exact.Start again',
    );
  });
});

describe('a long count', () => {
  const plan = planFor({ rows: 5, columns: 6 });

  async function counting() {
    open('?r=5&n=6&run');
    await ready(30);
    engine.emit({ type: 'started', plan, meter: noMeter, elapsed: 0 });
    await frame(1000);
  }

  it('promises no more than the last write that has settled', async () => {
    await counting();
    expect(root.textContent).toContain('No progress is saved yet.');
    expect(root.textContent).not.toContain('Progress saved');
    engine.emit({ type: 'saved', trouble: null });
    await settle();
    expect(root.textContent).toContain('Progress saved ');
    expect(button('Pause')).toBeDefined();
    engine.emit({ type: 'saved', trouble: 'the database of this browser does not answer' });
    engine.emit({ type: 'warning', message: 'Other tabs cannot watch this count.' });
    await settle();
    expect(root.textContent).toContain(
      'Progress cannot be saved here: The database of this browser does not answer.',
    );
    expect(root.textContent).toContain('Other tabs cannot watch this count.');
    expect(root.textContent).not.toContain('Progress saved');
    expect(button('Pause')).toBeUndefined();
  });

  it('that could not be saved when it was paused says so', async () => {
    await counting();
    button('Pause')?.click();
    engine.emit({ type: 'saving' });
    engine.emit({ type: 'saved', trouble: 'the database of this browser does not answer' });
    engine.emit({ type: 'cancelled', finished: 2, units: 5 });
    await settle();
    expect(root.querySelector('[role="alert"]')?.textContent).toBe(
      'The last progress is not saved: The database of this browser does not answer.',
    );
  });
});

it('an engine that may start at another try can be started again', async () => {
  open('?r=5&n=6');
  engine.emit({
    type: 'unsupported',
    message: 'The workers did not start. Try again, or use fewer workers.',
    again: true,
  });
  await settle();
  button('Try again')?.click();
  await settle();
  expect(engine.started).toEqual([2, 2]);
  await ready();
  expect(button('Count 5 × 6')).toBeDefined();
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

  it('offers naive for shapes that it takes, and says its limit of others', async () => {
    open('?r=5&n=6');
    await ready();
    button('More')?.click();
    await settle();
    const naive = () => root.querySelector<HTMLInputElement>('input[name=engine][value=naive]');
    expect(naive()).not.toBeNull();
    const counter = open('?r=5&n=8');
    engine.ready();
    await settle();
    const request = engine.sent.findLast((one) => one.type === 'estimate');
    if (request?.type !== 'estimate') throw new Error('nothing requested');
    const answer = estimatesFor(request, () => 1);
    const message = 'It takes up to 10⁹ expected steps.';
    if (answer.type === 'estimates') answer.estimates[2] = message;
    engine.emit(answer);
    await settle();
    expect(naive()).toBeNull();
    counter.form.engine.value = 'naive';
    await settle();
    expect(naive()?.checked).toBe(true);
    expect(root.querySelector('.submit-area .note')?.textContent).toBe(message);
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

describe('the address', () => {
  it.each([
    ['?r=7&n=11&run', '7 × 11 is more than this page or the command can count'],
    ['?r=4&n=201&figure=K&run', 'K of 4 × 201 cannot be counted: with 4 rows up to 200 columns'],
    ['?r=five&n=6&run', 'Nothing is counted: the address has to give rows and columns'],
    ['?r=3&n=20&engine=enumerate&run', '3 × 20 cannot be counted by enumeration'],
  ])('%s shows no figure and says why', async (search, reason) => {
    const counter = open(search);
    await ready();
    await fetched();
    expect(root.querySelector('[role="alert"]')?.textContent).toContain(reason);
    expect(view()?.dataset.state).toBe('idle');
    expect(root.querySelector('[data-result]')).toBeNull();
    expect(root.textContent).not.toContain('1,128,960');
    counter.form.engine.value = 'auto';
    counter.form.texts.value = { ...counter.form.texts.value, rows: '5', columns: '6' };
    await ready();
    expect(root.querySelector('[role="alert"]')).toBeNull();
  });

  it('that asks for more workers than processors is cut, and obeyed who insists', async () => {
    const counter = open('?r=5&n=6&workers=100');
    await ready();
    await fetched();
    expect(root.textContent).toContain(
      'workers=100: 64 workers are the most; this browser reports 2 logical processors, so 2 are used.',
    );
    button('Use 64 anyway')?.click();
    await settle();
    expect(counter.workers.value).toBe(64);
    expect(engine.started.at(-1)).toBe(64);
    expect(root.textContent).toContain('2 logical processors, and 64 are used.');
    expect(root.querySelectorAll('.more-workers option')).toHaveLength(57);
  });
});

describe('several shapes', () => {
  it('fill a table, whose rows open their results', async () => {
    open('?r=all&n=2&run');
    await ready();
    await fetched();
    await finish(resultFor({ rows: 1, columns: 2 }));
    expect(root.querySelector('[data-shape="1x2"] [data-result="total"]')?.getAttribute('data-value')).toBe(
      '1',
    );
    expect(root.querySelector('[data-shape="2x2"]')?.className).toBe('open');
    expect(root.querySelector('.sign-note')?.textContent).toBe(
      `${SIGN} Of all Latin squares of order 2, 2! · K− are even by rows and columns together. D(n, n) = (−1)n(n−1)/2 · (n−1)! · AT(n).`,
    );
    await finish(resultFor({ rows: 1, columns: 2 }));
    expect(view()?.dataset.state).toBe('done');
    const link = root.querySelector<HTMLAnchorElement>('[data-shape="1x2"] a');
    expect(link?.getAttribute('href')).toBe('?r=1&n=2&run');
    link?.click();
    await settle();
    expect(button('Back to all 2 shapes')).toBeDefined();
  });
});

describe('several shapes of which not all are counted', () => {
  it('a refused one has its reason in its row, and those that are done stay', async () => {
    open('?r=all&n=2&run');
    await ready();
    await fetched();
    await finish(resultFor({ rows: 1, columns: 2 }));
    engine.emit({ type: 'refused', message: 'It has too many units.' });
    await settle();
    expect(root.querySelector('[data-shape="1x2"] [data-result="total"]')?.getAttribute('data-value')).toBe(
      '1',
    );
    expect(root.querySelector('[data-shape="2x2"]')?.textContent).toContain(
      'Not counted. It has too many units.',
    );
    expect(root.textContent).toContain('1 of 2 shapes was not counted');
    expect(root.querySelector('.status .job')?.textContent).toContain('Done: 1 of 2 shapes');
  });

  it('by classes, bar and time move', async () => {
    open('?r=all&n=9&engine=classes&run');
    await ready(0.01, 1);
    engine.ready();
    await fetched();
    const share = () =>
      Number(
        root
          .querySelector('.progress .progress-bar i')
          ?.getAttribute('style')
          ?.match(/[\d.]+/)?.[0],
      );
    expect(share()).toBe(0);
    engine.emit({ type: 'progress', progress: classesProgress, meter: null });
    await frame(61_000);
    expect(share()).toBeCloseTo((40 / 300) * 100, 1);
    expect(root.querySelector('.progress .of')?.textContent).toBe('1:01 elapsed');
    expect(root.querySelector('[data-shape="4x9"]')?.textContent).toContain('by classes, together, 13 %');
    await frame(75_000);
    expect(root.querySelector('.progress .of')?.textContent).toBe('1:15 elapsed');
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
    await fetched();
    expect(figure('total')?.dataset.value).toBe('1128960');
    expect(root.textContent).toContain('Counted 24 November 2026 with version 0.1.0');
    expect(root.querySelector('.offer')).toBeNull();
    button('Count again')?.click();
    await settle();
    expect(view()?.dataset.state).toBe('running');
    await finish(resultFor(shape));
    expect(view()?.dataset.state).toBe('done');
    expect(root.textContent).toContain('In this browser, under Results.');
    expect((await store.read()).saved).toHaveLength(2);
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
    expect((await store.read()).saved).toHaveLength(1);
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
  expect(root.querySelector('.status .env')?.textContent).toBe('2 workers · SIMD · shared memory');
  expect(root.querySelector('.status [role="status"]')?.textContent).toBe('Done: K(5, 6) is 1,128,960.');
});
