// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { Completions, LearnAnswer, LearnRequest, Normalised } from '../../model/generated';
import { learnShape } from '../../model/learn';
import type { App } from '../../store/app';
import { createApp } from '../../store/create-app';
import type { LearnName } from '../../store/learn-answers';
import { hostOf } from '../../testing/host';
import { type ScriptedEngine, scriptedEngine } from '../../testing/scripted-engine';
import { AppContext } from '../app-context';
import { Top } from '../shell/top';
import { LearnView } from './learn';

let engine: ScriptedEngine;
let app: App;
let root: HTMLElement;

afterEach(cleanup);

function open(search: string) {
  engine = scriptedEngine();
  app = createApp(hostOf(engine, { search: `?view=learn${search}` }));
  engine.ready();
  root = render(
    <AppContext.Provider value={app}>
      <Top />
      <main id="main">
        <LearnView />
      </main>
    </AppContext.Provider>,
  ).container as HTMLElement;
}

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve)));

/** The requests for the walk that were sent, the last one last. */
const asked = (): { id: number; request: LearnRequest }[] =>
  engine.sent.flatMap((one) => (one.type === 'learn' ? [one] : []));

/** Answers the last request of that name. */
async function answer(name: LearnName, value: unknown) {
  await settle();
  const call = asked().findLast(({ request }) => name in request);
  if (!call) throw new Error(`nobody asked for ${name}`);
  engine.emit({ type: 'learned', id: call.id, answer: { [name]: value } as LearnAnswer });
  await settle();
}

const ways = (positive: string, negative: string, others: Partial<Completions> = {}): Completions => ({
  conflicts: [],
  count: { positive, negative },
  total: String(BigInt(positive) + BigInt(negative)),
  possible: positive !== '0' || negative !== '0',
  full_rows: false,
  why_unknown: null,
  ...others,
});

const text = (selector: string) => root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ') ?? '';
const figure = (name: string) =>
  root.querySelector<HTMLElement>(`[data-result="${name}"]`)?.dataset.value ?? null;
const cell = (row: number, column: number) =>
  root.querySelector<HTMLElement>(`[data-place="${row},${column}"]`) as HTMLElement;
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    ({ textContent }) => textContent?.trim() === name,
  ) as HTMLButtonElement;
const link = (name: string) =>
  [...root.querySelectorAll('a')].find(({ textContent }) => textContent?.trim() === name) as HTMLElement;

it('every change asks for the completions, which carry their values', async () => {
  open('&step=1&r=2&n=3');
  await answer('completions', ways('2', '0', { full_rows: true }));
  expect(figure('completions-positive')).toBe('2');
  expect(figure('completions-negative')).toBe('0');
  expect(figure('completions')).toBe('2');
  fireEvent.click(cell(1, 0));
  fireEvent.click(button('2'));
  await answer('completions', ways('1', '0'));
  expect(asked().at(-1)?.request).toEqual({
    completions: {
      rows: 2,
      columns: 3,
      cells: [
        [null, null, null],
        [2, null, null],
      ],
      first_row_free: false,
    },
  });
  expect(figure('completions-positive')).toBe('1');
  expect(app.learnLink()).toBe('?view=learn&step=1&r=2&n=3&cells=...-2..');
});

it('shows no figure of a rectangle that has changed', async () => {
  open('&step=1&r=2&n=3');
  await answer('completions', ways('2', '0'));
  fireEvent.click(cell(1, 0));
  fireEvent.click(button('3'));
  await settle();
  expect(figure('completions-positive')).toBeNull();
  expect(text('.learn-completions')).toContain('Computing');
  const late = asked().at(-2);
  engine.emit({
    type: 'learned',
    id: late?.id ?? 0,
    answer: { completions: ways('7', '7') } as LearnAnswer,
  });
  await settle();
  expect(figure('completions-positive')).toBeNull();
});

it('lights up conflicts, says which they are, and completes nothing then', async () => {
  open('&step=1&r=2&n=3&cells=...-22.');
  await answer(
    'completions',
    ways('0', '0', {
      conflicts: [
        {
          kind: 'row',
          symbol: 2,
          cells: [
            [1, 0],
            [1, 1],
          ],
        },
        {
          kind: 'column',
          symbol: 2,
          cells: [
            [0, 1],
            [1, 1],
          ],
        },
      ],
    }),
  );
  expect([...root.querySelectorAll('.learn-clash')]).toHaveLength(3);
  expect(cell(1, 0).getAttribute('aria-label')).toBe('Row 2, column 1: 2, clashes');
  expect(text('.learn-conflicts')).toContain('2 stands twice in row 2: columns 1 and 2.');
  expect(text('.learn-conflicts')).toContain('2 stands twice in column 2: rows 1 and 2.');
  expect(button('Complete it').disabled).toBe(true);
  expect(button('Complete it').getAttribute('aria-describedby')).toBe(
    root.querySelector('.learn-conflicts')?.id,
  );
});

it('says so where nothing can be completed, and where it is not known in how many ways', async () => {
  open('&step=1&r=3&n=3&cells=...-2..-..2');
  await answer('completions', ways('0', '0'));
  expect(button('Complete it').disabled).toBe(true);
  expect(text('.learn-means')).toContain('cannot be completed');
  fireEvent.click(button('Clear'));
  await answer('completions', {
    ...ways('0', '0'),
    count: null,
    total: null,
    possible: true,
    full_rows: true,
    why_unknown: 'Counting the completions would take longer than a second.',
  });
  expect(figure('completions-positive')).toBeNull();
  expect(text('.learn-means')).toContain('would take longer than a second.');
  expect(button('Complete it').disabled).toBe(false);
});

it('completes at random, and says whether each completion is as likely', async () => {
  open('&step=1&r=2&n=3');
  await answer('completions', ways('2', '0'));
  fireEvent.click(button('Complete it'));
  const rows = [
    [1, 2, 3],
    [2, 3, 1],
  ];
  await answer('complete', { rectangle: { rows, sign: 1 }, uniform: true, possible: true });
  expect(cell(1, 0).textContent).toBe('2');
  expect(text('.learn-drawn')).toContain('equally likely');
  await answer('completions', ways('1', '0', { full_rows: true }));
  expect(text('.learn-means')).toContain('a Latin rectangle');
});

it('sorts a full rectangle step by step, with the factors', async () => {
  open('&step=1&r=2&n=3&cells=312-123');
  await answer('completions', ways('1', '0', { full_rows: true }));
  const normalised: Partial<Normalised> = {
    given: {
      rows: [
        [3, 1, 2],
        [1, 2, 3],
      ],
      sign: 1,
    },
    column_order: [2, 3, 1],
    column_order_is_odd: false,
    normalised: {
      rows: [
        [1, 2, 3],
        [2, 3, 1],
      ],
      sign: 1,
    },
    row_order: [1, 2],
    sorted: {
      rows: [
        [1, 2, 3],
        [2, 3, 1],
      ],
      sign: 1,
    },
    is_reduced: true,
    first_rows: '6',
    row_orders: '1',
    first_columns: '2',
    figures: { all: '12', total: '2', reduced: '1' } as never,
  };
  await answer('normalise', normalised);
  fireEvent.click(root.querySelector('input[value=normalised]') as HTMLElement);
  expect(text('.learn-build thead')).toContain('was column 2');
  expect(text('.learn-build tbody')).toBe('123231');
  expect(text('.learn-factors')).toContain('6 · 2 = 12');
  fireEvent.click(root.querySelector('input[value=sorted]') as HTMLElement);
  expect(text('#learn-normalise ~ .learn-means')).toContain('it is reduced');
});

it('is filled in by the keyboard alone', async () => {
  open('&step=1&r=3&n=3');
  await settle();
  const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
  act(() => cell(1, 0).focus());
  press('3');
  await settle();
  expect(cell(1, 0).textContent).toBe('3');
  press('ArrowRight');
  press('ArrowDown');
  await settle();
  expect(document.activeElement).toBe(cell(2, 1));
  expect([...root.querySelectorAll('[data-place][tabindex="0"]')]).toEqual([cell(2, 1)]);
  press('ArrowUp');
  press('ArrowUp');
  await settle();
  expect(document.activeElement).toBe(cell(1, 1));
  press('4');
  press('ArrowLeft');
  await settle();
  press('Backspace');
  await settle();
  expect(cell(1, 0).textContent).toBe('·');
});

it('row 1 is given, and a switch frees it', async () => {
  open('&step=1&r=2&n=3');
  await answer('completions', ways('2', '0'));
  expect(cell(1, 0)).not.toBeNull();
  expect(cell(0, 0)).toBeNull();
  fireEvent.click(root.querySelector('.learn-free input') as HTMLElement);
  await settle();
  expect(cell(0, 2).textContent).toBe('3');
  const cells = [
    [1, 2, 3],
    [null, null, null],
  ];
  expect(asked().at(-1)?.request).toMatchObject({ completions: { cells, first_row_free: true } });
  expect(app.learnLink()).toBe('?view=learn&step=1&r=2&n=3&cells=123-...&free');
});

it('with one row that is given there is nothing to fill in', () => {
  open('&step=1&r=1&n=3');
  expect(root.querySelector('[data-place]')).toBeNull();
  expect(text('.learn-build')).toContain('nothing to fill in');
});

it('a refusal is shown in the words of the engine', async () => {
  open('&step=4&r=3&n=5');
  await settle();
  engine.emit({ type: 'requestFailed', id: asked().at(-1)?.id ?? 0, message: 'It cannot be had.' });
  await settle();
  expect(text('.learn-failed')).toBe('It cannot be had.');
});

it('leads from step to step, with the focus on the heading and the address of each', async () => {
  const pushed: string[] = [];
  engine = scriptedEngine();
  app = createApp(hostOf(engine, { search: '?view=learn', pushAddress: (search) => pushed.push(search) }));
  root = render(
    <AppContext.Provider value={app}>
      <main id="main">
        <LearnView />
      </main>
    </AppContext.Provider>,
  ).container as HTMLElement;
  expect(text('h1')).toBe('A Latin rectangle');
  expect(text('.learn-where')).toContain('Step 1 of 8');
  for (const [name, heading] of [
    ['Next: Sign', 'Sign'],
    ['Next: First columns', 'First columns'],
    ['Next: Candidates', 'Candidates'],
    ['Back: First columns', 'First columns'],
  ] as const) {
    fireEvent.click(link(name));
    await settle();
    expect(document.activeElement?.textContent).toBe(heading);
  }
  expect(pushed).toEqual([2, 3, 4, 3].map((step) => `?view=learn&step=${step}&r=4&n=5`));
  expect(root.querySelector('[aria-current=step]')?.textContent).toContain('First columns');
});

it('another shape keeps the step, and forgets what was chosen in it', async () => {
  open('&step=3&r=3&n=5&column=4');
  await settle();
  fireEvent.click(root.querySelectorAll('.learn-shape button')[3] as HTMLElement);
  await settle();
  expect(app.learnLink()).toBe('?view=learn&step=3&r=3&n=6');
  for (let i = 0; i < 4; i++) {
    fireEvent.click(root.querySelectorAll('.learn-shape button')[2] as HTMLElement);
    await settle();
  }
  expect(app.learn.place.value.shape).toEqual({ rows: 2, columns: 2 });
});

it('says so when a larger shape is shown as a smaller one', () => {
  open('&step=1&r=8&n=10');
  expect(text('.learn-larger')).toContain('8 × 10 is too large to be shown here, so this is 7 × 7.');
  act(() => {
    app.learn.place.value = { ...app.learn.place.value, ...learnShape({ rows: 3, columns: 4 }) };
  });
  expect(root.querySelector('.learn-larger')).toBeNull();
});

it('a row has its arrows, its crossings and its cycles, and a swap says what it does', async () => {
  open('&step=2&r=2&n=3&cells=123-231');
  const row = (symbols: number[], sign: number, inversions: [number, number][] = []) => ({
    symbols,
    sign,
    inversions,
    cycles: [symbols],
  });
  const rows = [
    row([1, 2, 3], 1),
    row([2, 3, 1], 1, [
      [1, 3],
      [2, 3],
    ]),
  ];
  const after = [row([2, 1, 3], -1), row([3, 2, 1], -1)];
  const swapped = { rows: after, sign: 1, factor: 1 };
  await answer('sign', { rows, sign: 1, swapped, square: null });
  expect(root.querySelectorAll('.learn-crossing')).toHaveLength(2);
  expect(root.querySelector('.learn-arrows')?.getAttribute('aria-label')).toBe(
    'Arrows: 1 to 2, 2 to 3, 3 to 1',
  );
  expect(text('.learn-row-picture')).toContain('2 crossings: + even');
  expect(text('.learn-swapped')).toContain('The sign stays. Each of the r = 2 rows is swapped once');
  expect(root.querySelectorAll('.learn-changed')).toHaveLength(4);
  fireEvent.click(button('Keep it'));
  expect(app.learnLink()).toBe('?view=learn&step=2&r=2&n=3&cells=213-321');
});

it('two first columns are chosen, and the renaming is asked for', async () => {
  open('&step=3&r=2&n=4');
  const columns = [
    [1, 2],
    [1, 3],
    [1, 4],
  ];
  await answer('first_columns', { columns, row_orders: '1' });
  await settle();
  expect(asked().at(-1)?.request).toEqual({
    renaming: { rows: 2, columns: 4, from: 0, to: 1, rectangle: null },
  });
  fireEvent.click(root.querySelectorAll('.learn-stack')[2] as HTMLElement);
  await settle();
  expect(app.learnLink()).toBe('?view=learn&step=3&r=2&n=4&column=2&to=3');
});

it('candidates stand even ones first', async () => {
  open('&step=4&r=3&n=4&value=2');
  const candidates = [
    [2, 1, 4, 3],
    [2, 3, 4, 1],
    [2, 4, 1, 3],
  ];
  await answer('candidates', { derangements: '9', candidates, even: 1, odd: 2 });
  expect(root.querySelectorAll('.learn-even')).toHaveLength(1);
  expect(root.querySelectorAll('.learn-odd')).toHaveLength(2);
  expect(text('.learn-means')).toContain('3 of them begin with 2');
});

it.each([1, 2, 3, 4])('step %i opens for every shape', (step) => {
  for (let columns = 1; columns <= 7; columns++)
    for (let rows = 1; rows <= columns; rows++) {
      open(`&step=${step}&r=${rows}&n=${columns}`);
      expect(root.querySelectorAll('h1')).toHaveLength(1);
      cleanup();
    }
});
