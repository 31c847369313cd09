// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIGN } from '../../format/sign';
import { contradictedBy, type SavedResult } from '../../model/saved-result';
import { SHAPES } from '../../model/table-cells';
import { formatFile } from '../../storage/result-file';
import type { ResultsStore } from '../../storage/results';
import type { App } from '../../store/app';
import { createApp } from '../../store/create-app';
import type { Host } from '../../store/host';
import { classesCount } from '../../testing/classes';
import { endDrawing, startDrawing } from '../../testing/drawing';
import { hostOf } from '../../testing/host';
import { memoryStore } from '../../testing/memory-store';
import { falseFor, savedFor } from '../../testing/saved';
import { scriptedEngine } from '../../testing/scripted-engine';
import { AppContext } from '../app-context';
import { nextSlide } from './presentation';
import { ResultsView } from './results';

let root: HTMLElement;

const RESULTS = [
  savedFor({ rows: 5, columns: 6 }),
  savedFor({ rows: 6, columns: 6 }, { date: '2026-11-25T08:00:00.000Z', elapsed_seconds: 62 }),
];

const settle = () => vi.advanceTimersByTimeAsync(50);

async function open(
  results: SavedResult[],
  search = '?view=results&r=5&n=6',
  others: Partial<Host> = {},
): Promise<App> {
  const store = memoryStore();
  await store.put(results);
  return openOn(async () => store, search, others);
}

async function openOn(
  openResults: () => Promise<ResultsStore>,
  search: string,
  others: Partial<Host> = {},
): Promise<App> {
  const counter = createApp(hostOf(scriptedEngine(), { search, openResults, ...others }));
  render(
    <AppContext.Provider value={counter}>
      <ResultsView />
    </AppContext.Provider>,
    root,
  );
  await settle();
  return counter;
}

const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent)?.trim() === name,
  );
const shapes = () => [...root.querySelectorAll<HTMLElement>('tbody tr')].map((row) => row.dataset.shape);
const signNotes = () => [...root.querySelectorAll('.sign-note')].map(({ textContent }) => textContent);
const key = (name: string) => document.dispatchEvent(new KeyboardEvent('keydown', { key: name }));

async function press(name: string) {
  const found = button(name);
  if (!found) throw new Error(`no button ${name}`);
  found.click();
  await settle();
}

beforeEach(() => {
  root = startDrawing();
});
afterEach(() => endDrawing(root));

it('many are drawn some at a time', async () => {
  const drawn: number[] = [];
  const observer = new MutationObserver(() => drawn.push(shapes().length));
  observer.observe(root, { subtree: true, childList: true });
  const many = Array.from({ length: 45 }, (_, i) =>
    savedFor({ rows: 5, columns: 6 }, { date: `2026-11-24T17:30:${10 + i}.000Z` }),
  );
  await open(many);
  await settle();
  observer.disconnect();
  expect([...new Set(drawn)].filter((rows) => rows > 0)).toEqual([20, 40, 45]);
});

it('no number of results is shown while the database has not answered', async () => {
  await openOn(() => new Promise(() => {}), '?view=results&r=5&n=6');
  expect(root.textContent).not.toMatch(/0 results|Nothing here yet/);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(root.textContent).not.toMatch(/0 results|Nothing here yet/);
  expect(root.textContent).toContain('the database of this browser does not answer');
});

describe('the list', () => {
  it('has every result, newest first, with exact figures and what all took', async () => {
    await open(RESULTS);
    expect(signNotes()).toEqual([expect.stringContaining(`${SIGN} Of all Latin squares of order 6, 6!`)]);
    expect(shapes()).toEqual(['6x6', '5x6']);
    expect(
      root.querySelector('[data-shape="6x6"] [data-result="difference"]')?.getAttribute('data-value'),
    ).toBe('-276480');
    expect(root.querySelector('[data-totals]')?.textContent).toBe('2 results, 1:02 min of computing.');
  });

  it('is sorted by the head that is pressed, and says so', async () => {
    await open(RESULTS);
    const sort = () =>
      [...root.querySelectorAll('th[aria-sort]')].map((head) => head.getAttribute('aria-sort'));
    expect(sort()).toHaveLength(10);
    expect(sort().at(-1)).toBe('descending');
    await press('Shape');
    expect(shapes()).toEqual(['5x6', '6x6']);
    expect(sort()[0]).toBe('ascending');
    expect(sort().at(-1)).toBe('none');
  });

  it('is filtered, and the totals with it', async () => {
    await open(RESULTS);
    const select = root.querySelector('select');
    if (!select) throw new Error('no select');
    select.value = '5x6';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(shapes()).toEqual(['5x6']);
    expect(root.querySelector('[data-totals]')?.textContent).toBe('1 of 2 results, 2.5 ms of computing.');
    await press('Clear filters');
    expect(shapes()).toHaveLength(2);
  });

  it('loses what is deleted, and gets it back', async () => {
    await open(RESULTS);
    root.querySelectorAll<HTMLInputElement>('tbody input')[1]?.click();
    await settle();
    await press('Delete 1 selected');
    expect(shapes()).toEqual(['6x6']);
    expect(root.textContent).toContain('1 result deleted.');
    await press('Undo');
    expect(shapes()).toEqual(['6x6', '5x6']);
    await press('Delete all 2');
    expect(root.textContent).toContain('Nothing here yet.');
    await press('Undo');
    expect(shapes()).toHaveLength(2);
    expect(button('Undo')).toBeUndefined();
  });

  it('opens a result in the Count view', async () => {
    const counter = await open(RESULTS);
    const link = root.querySelector<HTMLAnchorElement>('[data-shape="6x6"] a');
    expect(link?.getAttribute('href')).toBe('?r=6&n=6');
    link?.click();
    await settle();
    expect(counter.view.value).toBe('count');
    expect(counter.saved.value).toEqual(RESULTS[1]);
    expect(counter.form.texts.value).toMatchObject({ rows: '6', columns: '6' });
  });
});

it.each([
  [true, 'The browser keeps saved results until you delete them.'],
  [false, 'The browser may delete saved results when it runs out of space.'],
])('what the browser promises of results is told (%s)', async (answer, words) => {
  const counter = await open(RESULTS, '?view=results', { persist: async () => answer });
  expect(root.textContent).not.toContain('The browser');
  await counter.persistence.request();
  await settle();
  expect(root.textContent).toContain(words);
});

it('a count that is contradicted is no result, and stands apart with both figures', async () => {
  const wrong = falseFor({ rows: 5, columns: 6 });
  const [right] = RESULTS;
  if (!right) throw new Error('no result');
  const counter = await open([contradictedBy(wrong, { ...right, engine: 'classes' })]);
  expect(shapes()).toEqual([]);
  expect(root.querySelector('[data-results]')?.getAttribute('data-results')).toBe('0');
  const told = root.querySelector('[data-contradicted="5x6"]')?.textContent;
  expect(told).toContain('2,257,920 (1,152,000 even + 1,105,920 odd) by enumeration');
  expect(told).toContain('1,128,960 (576,000 even + 552,960 odd) by classes');
  expect(button('Export as JSON')).toBeUndefined();
  expect(counter.table.cell({ rows: 5, columns: 6 }).figures).toBeNull();
  counter.present.value = true;
  await settle();
  expect(root.querySelector('.present')?.textContent).toContain('There are no results.');
});

it('a saved result that differs from what is published is none, and both are told', async () => {
  const engine = scriptedEngine();
  const wrong = falseFor({ rows: 5, columns: 6 });
  await open([wrong, ...RESULTS.slice(1)], '?view=results', { source: engine });
  expect(shapes()).toEqual(['6x6', '5x6']);
  engine.ready();
  await settle();
  const sent = engine.sent.find((one) => one.type === 'published');
  if (sent?.type !== 'published') throw new Error('nothing requested');
  const values = SHAPES.map(({ rows, columns }) => classesCount(rows, columns).published);
  engine.emit({ type: 'published', id: sent.id, values });
  await settle();
  expect(shapes()).toEqual(['6x6']);
  const told = root.querySelector('[data-contradicted="5x6"]')?.textContent;
  expect(told).toContain('2,257,920 (1,152,000 even + 1,105,920 odd) by enumeration');
  expect(told).toContain('1,128,960 (576,000 even + 552,960 odd) is published in OEIS A001009');
});

describe('a hostile file', () => {
  const hostile = '<img src=x onerror="alert(1)">';
  const given = (text: string) => ({ name: hostile, size: text.length, text: async () => text });

  it.each([
    ['HTML', given(`{"format":1,"results":[{"rows":"${hostile.replaceAll('"', '\\"')}"}]}`)],
    ['a contradiction', given(formatFile([falseFor({ rows: 5, columns: 6 })]))],
  ])('with %s is shown as text', async (_, file) => {
    const counter = await open(RESULTS);
    void counter.results.open(file);
    await settle();
    expect(root.querySelector('img')).toBeNull();
    expect(root.querySelector('[role="alert"]')?.textContent).toContain(`${hostile} was not imported.`);
    expect(shapes()).toHaveLength(2);
  });
});

describe('the presentation', () => {
  it('begins with the table, is moved by keys, and is left by Escape', async () => {
    const counter = await open(RESULTS, '?view=results&present');
    const slide = () => root.querySelector<HTMLElement>('[data-slide]')?.dataset.slide;
    expect(slide()).toBe('0');
    expect(signNotes()).toEqual([expect.stringContaining(SIGN)]);
    expect(root.querySelectorAll('button, input, select')).toHaveLength(0);
    key('ArrowRight');
    await settle();
    expect(slide()).toBe('1');
    expect(root.textContent).toContain('K(6, 6)');
    expect(signNotes()).toEqual([expect.stringContaining(`${SIGN} Of all Latin squares of order 6`)]);
    expect(root.querySelectorAll('button, input, select')).toHaveLength(0);
    key('End');
    key('ArrowRight');
    await settle();
    expect(slide()).toBe('2');
    key('Escape');
    await settle();
    expect(counter.present.value).toBe(false);
    expect(shapes()).toHaveLength(2);
  });

  it('stays within its slides', () => {
    expect(nextSlide(0, 'ArrowLeft', 3)).toBe(0);
    expect(nextSlide(3, 'PageDown', 3)).toBe(3);
    expect(nextSlide(2, 'Home', 3)).toBe(0);
    expect(nextSlide(2, 'ArrowDown', 3)).toBeNull();
  });
});
