// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SIGN } from '../../format/sign';
import type { Published, Shape } from '../../model/generated';
import type { ClassesFinished, FormulaFinished } from '../../model/result';
import { recordOf, type SavedResult } from '../../model/saved-result';
import { SHAPES } from '../../model/table-cells';
import { formatFile } from '../../storage/result-file';
import type { App } from '../../store/app';
import { createApp } from '../../store/create-app';
import { classesCount, classesProgress, classesResult } from '../../testing/classes';
import { estimatesFor } from '../../testing/estimates';
import { formulaCount, wrongByFormula } from '../../testing/formula';
import { hostOf } from '../../testing/host';
import { resultFor } from '../../testing/results';
import { falseFor } from '../../testing/saved';
import { type ScriptedEngine, scriptedEngine } from '../../testing/scripted-engine';
import { AppContext } from '../app-context';
import { Status } from '../shell/status';
import { Top } from '../shell/top';
import { csvOf, jsonOf } from './exports';
import { TableView } from './table';

let engine: ScriptedEngine;
let counter: App;
let root: HTMLElement;

beforeEach(() => {
  engine = scriptedEngine();
  counter = createApp(hostOf(engine, { search: '?view=table&r=3&n=4&show=K' }));
  engine.ready();
  root = render(
    <AppContext.Provider value={counter}>
      <Top />
      <TableView />
      <Status />
    </AppContext.Provider>,
  ).container as HTMLElement;
});
afterEach(cleanup);

const cell = (rows: number, columns: number) =>
  root.querySelector<HTMLElement>(`[data-cell="${rows},${columns}"]`) as HTMLElement;
const text = (selector: string) => root.querySelector(selector)?.textContent ?? '';
const button = (name: string | RegExp) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.match(name)) as HTMLElement;
const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });

/** What the engine says is published: what is known of some shapes, of one of them without the signs. */
async function tellPublished(unsigned: string) {
  const request = engine.sent.find(({ type }) => type === 'published');
  if (request?.type !== 'published') throw new Error('nobody asked what is published');
  const values = SHAPES.map(({ rows, columns }): Published | null => {
    const { published } = classesCount(rows, columns);
    return published && unsigned === `${rows},${columns}`
      ? { ...published, signed: null, signed_sources: [] }
      : published;
  });
  await act(async () => engine.emit({ type: 'published', id: request.id, values }));
}

/** Counts a shape by classes, and has what comes out changed before it is told. */
async function countByClasses(shape: Shape, change: (results: ClassesFinished[]) => void = () => {}) {
  const range = { columns: shape.columns, from: shape.rows, to: shape.rows };
  await act(async () => {
    engine.ready();
    counter.table.count(range);
    await new Promise((resolve) => setTimeout(resolve));
  });
  const results = classesResult(range);
  change(results);
  await act(async () => engine.emit({ type: 'done', results }));
}

/** Answers the check by formula that follows a count of a shape. */
async function checkByFormula(result: FormulaFinished) {
  const estimate = await waitFor(() => {
    const sent = engine.sent.findLast(
      (one) => one.type === 'estimate' && one.requests.every(({ engine }) => engine === 'formula'),
    );
    if (sent?.type !== 'estimate') throw new Error('nobody asked how long the check takes');
    return sent;
  });
  await act(async () => engine.emit(estimatesFor(estimate, () => 0.01)));
  await waitFor(() => expect(text('.count-all-progress')).toContain('Checking by formula: 0 of 1 shape'));
  await act(async () => engine.emit({ type: 'done', results: [result] }));
}

function running() {
  act(() => {
    counter.table.run.value = {
      state: 'running',
      questions: [{ columns: 10, from: 6, to: 6 }],
      filling: false,
      answered: 0,
      progress: classesProgress,
      stopping: false,
    };
    counter.table.workers.value = classesProgress.workers;
  });
}

it('opens at what the address says, with nothing computed', () => {
  expect(root.querySelectorAll('[data-cell]')).toHaveLength(55);
  expect(root.querySelectorAll('[data-cell][data-value]')).toHaveLength(0);
  expect(cell(3, 4).querySelector('.visually-hidden')?.textContent).toBe('K(3, 4), not computed yet');
  expect(text('.detail')).toContain('Not computed yet.');
  expect(root.querySelector<HTMLInputElement>('input[name=shown]:checked')?.value).toBe('total');
  expect(text('.observed')).toBe('');
});

it('says once what the sign is, and how it relates to that of rows and columns together', () => {
  expect(root.querySelectorAll('.sign-note')).toHaveLength(1);
  expect(text('.sign-note')).toContain(SIGN);
  expect(text('.sign-note')).toContain('n! · K+ are even by rows and columns together if 4 divides n');
});

it('has one stop of the Tab key, in which the arrow keys move within the triangle', () => {
  act(() => cell(3, 4).focus());
  press('ArrowRight');
  press('ArrowRight');
  expect(document.activeElement).toBe(cell(4, 4));
  press('ArrowUp');
  expect(document.activeElement).toBe(cell(3, 3));
  press('ArrowDown');
  press('Home');
  expect(document.activeElement).toBe(cell(1, 4));
  expect([...root.querySelectorAll('[data-cell][tabindex="0"]')]).toEqual([cell(1, 4)]);
  expect(text('.detail h2')).toBe('1 × 4');
  expect(counter.tableLink()).toBe('?view=table&r=1&n=4&show=K');
});

it('shows a saved count at once, says how it is known, and observes what it shows', async () => {
  await act(() => counter.results.save([resultFor({ rows: 3, columns: 4 })]));
  expect(cell(3, 4).querySelector('.visually-hidden')?.textContent).toBe(
    'K(3, 4) is 24, counted by enumeration',
  );
  expect(text('.detail [data-result=difference]')).toBe('0');
  expect(text('.facts')).toContain('by enumeration');
  expect(text('.observed')).toContain('D = 0 for 3 × 4');
  expect(text('.observed')).toContain('From the 1 of 55');
});

it('tells how far it is and how fast, and has only one button that cancels', () => {
  act(() => {
    counter.table.chosen.value = { rows: 6, columns: 10 };
  });
  running();
  expect(text('.count-all-progress')).toContain('6 × 10: listing the classes of degree 4, 3 of 12 units');
  expect(text('.rates')).toContain('Classes a second');
  expect(text('.rates')).toContain('2.40 k/s');
  expect(
    [...root.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Cancel'),
  ).toHaveLength(1);
  expect(button('Count all n').getAttribute('aria-disabled')).toBe('true');
  expect(text('footer .job')).toContain('Counting 6 × 10 by classes');
});

it('shows two engines that differ as an error, with both numbers and no figure', async () => {
  const file = formatFile([falseFor({ rows: 3, columns: 4 })]);
  await act(() => counter.results.open({ name: 'a.json', size: file.length, text: async () => file }));
  await countByClasses({ rows: 3, columns: 4 });
  await waitFor(() => expect(root.querySelector('.detail [role=alert]')).not.toBeNull());
  const error = text('.detail [role=alert]');
  expect(error).toContain('The two methods disagree.');
  expect(error).toContain('Counted by classes: 24 (12 even + 12 odd).');
  expect(error).toContain('48 (24 even + 24 odd)');
  expect(root.querySelectorAll('[data-value]')).toHaveLength(0);
  expect(cell(3, 4).textContent).toContain('contradicted');
});

it('checks a count by classes by formula, and says so wherever it says how a count is known', async () => {
  const shape = { rows: 3, columns: 4 };
  await countByClasses(shape);
  await checkByFormula(formulaCount(shape));
  await waitFor(() =>
    expect(cell(3, 4).querySelector('.visually-hidden')?.textContent).toBe(
      'K(3, 4) is 24, checked by both methods',
    ),
  );
  expect(text('.detail .facts')).toContain('both methods agree on all five figures; formula in 20 ms');
  expect(cell(3, 4).className).toContain('both');
  await waitFor(() => expect(counter.results.of(shape)?.check).toBe('checked'));
  expect(text('.on-paper')).toContain('checked by both methods');
  expect(csvOf(counter.table.cells.value)).toContain('\r\n3,4,24,12,12,0,4,classes formula,');
  expect(JSON.parse(jsonOf(counter.table.cells.value)).table[0].formula).toMatchObject({ workers: 2 });
});

it('shows a check by formula that differs as an error, whichever cell is selected', async () => {
  const shape = { rows: 3, columns: 4 };
  await countByClasses(shape);
  await checkByFormula(wrongByFormula(shape));
  await waitFor(() => expect(root.querySelector('.detail [role=alert]')).not.toBeNull());
  const error = text('.detail [role=alert]');
  expect(error).toContain('The two methods disagree.');
  expect(error).toContain(
    'Counted by classes: 24 (12 even + 12 odd). Counted by formula: 48 (24 even + 24 odd)',
  );
  expect(root.querySelectorAll('[data-value]')).toHaveLength(0);
  await waitFor(() => expect(counter.results.contradicted.value).toHaveLength(1));
  expect(counter.results.list.value).toEqual([]);
  act(() => {
    counter.table.chosen.value = { rows: 5, columns: 6 };
  });
  expect(text('[role=alert]')).toContain('A count is contradicted.');
  fireEvent.click(button('Show 3 × 4'));
  await waitFor(() => expect(text('.detail [role=alert]')).toBe(error));
});

it('says of a saved count that it was checked, and offers to check one that was not', async () => {
  const [count] = classesResult({ columns: 4, from: 3, to: 3 });
  const record = recordOf(count as ClassesFinished);
  const open = async (some: SavedResult) => {
    const file = formatFile([some]);
    await act(() => counter.results.open({ name: 'a.json', size: file.length, text: async () => file }));
  };
  await open(record);
  await waitFor(() => expect(text('.detail .facts')).toContain('Check by formula'));
  expect(cell(3, 4).querySelector('.visually-hidden')?.textContent).toMatch(/counted by classes$/);
  await act(() => counter.results.settle(record, formulaCount({ rows: 3, columns: 4 })));
  expect(text('.detail .facts')).toContain('both methods agree; the other count is not saved');
  expect(cell(3, 4).querySelector('.visually-hidden')?.textContent).toMatch(
    /counted by classes and checked$/,
  );
  expect(cell(3, 4).className).toContain('both');
});

it('shows what is published apart from what is counted', async () => {
  await tellPublished('4,4');
  expect(cell(3, 4).querySelector('.visually-hidden')?.textContent).toBe(
    'K(3, 4) is 24, published, not counted here',
  );
  expect(cell(3, 4).className).toBe('in-print');
  expect(cell(3, 4).dataset.published).toBe('24');
  expect(root.querySelectorAll('[data-value]')).toHaveLength(0);
  expect(text('.detail h3')).toBe('Published, not counted here');
  expect(text('.detail .detail-figures')).toMatch(/K\+ even12.*K− odd12.*D difference0/);
  expect(text('.detail .facts')).toContain('OEIS A001009 (lists R = 4; K = 6 · R)');
  expect(text('.detail')).not.toContain('Computed here');
  expect(text('.observed')).toBe('');
  expect(button('CSV')).toHaveProperty('disabled', true);
});

it('says what is not known, figure by figure', async () => {
  await tellPublished('4,4');
  act(() => {
    counter.table.chosen.value = { rows: 4, columns: 4 };
    counter.table.shown.value = 'difference';
  });
  expect(cell(4, 4).querySelector('.visually-hidden')?.textContent).toBe('D(4, 4), no published value known');
  expect(cell(4, 4).className).toBe('unknown');
  expect(text('.detail .detail-figures')).toMatch(/K normalised24.*D.*no published value known/);
  act(() => {
    counter.table.chosen.value = { rows: 7, columns: 10 };
  });
  expect(text('.detail')).toContain('No published value known.');
});

it('counted, a cell shows its count and where it is published', async () => {
  await tellPublished('');
  await countByClasses({ rows: 3, columns: 4 });
  await waitFor(() => expect(cell(3, 4).dataset.value).toBe('24'));
  expect(cell(3, 4).dataset.published).toBeUndefined();
  expect(root.querySelector('.detail h3')).toBeNull();
  expect(text('.detail .facts')).toMatch(/Computed here.*Published.*OEIS A001009/);
});

it('shows a count that differs from the published value as an error, with both numbers and no figure', async () => {
  await tellPublished('');
  await countByClasses({ rows: 3, columns: 4 }, ([count]) => {
    Object.assign(count ?? {}, { total: '48', positive: '24', negative: '24', reduced: '8' });
  });
  await waitFor(() => expect(root.querySelector('.detail [role=alert]')).not.toBeNull());
  const error = text('.detail [role=alert]');
  expect(error).toContain('The count differs from the published value.');
  expect(error).toContain('Counted by classes: 48 (24 even + 24 odd). Published: 24 (12 even + 12 odd)');
  expect(root.querySelectorAll('[data-value]')).toHaveLength(0);
  expect(root.querySelector('.detail .detail-figures')).toBeNull();
  expect(cell(3, 4).textContent).toContain('contradicted');
  expect(counter.results.list.value).toEqual([]);
});

it('says about how long a count takes here, as soon as the engine has told', async () => {
  expect(text('.detail-run .note')).toBe('');
  const request = await waitFor(() => {
    const sent = engine.sent.findLast(
      (one) => one.type === 'estimate' && one.requests.every(({ engine }) => engine === 'classes'),
    );
    if (sent?.type !== 'estimate') throw new Error('nobody asked how long the table takes');
    return sent;
  });
  const seconds = request.requests.map(({ from, to }) => (from === to ? 3 : 2));
  await act(async () => engine.emit(estimatesFor(request, (_, place) => seconds[place] ?? 0)));
  expect(text('.detail-run .note')).toBe('About 3 seconds.');
  expect(text('.count-all-progress')).toContain(
    'Counts all shapes with n\u00a0≤\u00a09 by classes. About 19 seconds.',
  );
});

it('has a count and the lab wait for it, and says so', () => {
  running();
  expect(counter.lab.blocked.value).toBe('The table is being filled. Measure when it has finished.');
  act(() => counter.count());
  expect(counter.run.value.state).toBe('idle');
  expect(counter.pending.value).toBe(true);
});
