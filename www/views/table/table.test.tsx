import { act, cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatFile } from '../../lib/result-file';
import { type Counter, createCounter } from '../../state/counter';
import { classesProgress, classesResult } from '../../testing/classes';
import { resultFor } from '../../testing/results';
import { falseFor } from '../../testing/saved';
import { type ScriptedEngine, scriptedEngine } from '../../testing/scripted-engine';
import { surroundingsOf } from '../../testing/surroundings';
import { CounterContext } from '../counter-context';
import { Status } from '../frame/status';
import { Top } from '../frame/top';
import { TableView } from './table';

let engine: ScriptedEngine;
let counter: Counter;
let root: HTMLElement;

beforeEach(() => {
  engine = scriptedEngine();
  counter = createCounter(surroundingsOf(engine, { search: '?view=table&r=3&n=4&show=K' }));
  engine.ready();
  root = render(
    <CounterContext.Provider value={counter}>
      <Top />
      <TableView />
      <Status />
    </CounterContext.Provider>,
  ).container as HTMLElement;
});
afterEach(cleanup);

const cell = (rows: number, columns: number) =>
  root.querySelector<HTMLElement>(`[data-cell="${rows},${columns}"]`) as HTMLElement;
const text = (selector: string) => root.querySelector(selector)?.textContent ?? '';
const button = (name: string | RegExp) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.match(name)) as HTMLElement;
const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });

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
  expect(cell(3, 4).querySelector('.vh')?.textContent).toBe('K(3, 4), not computed yet');
  expect(text('.det')).toContain('Not computed yet.');
  expect(root.querySelector<HTMLInputElement>('input[name=shown]:checked')?.value).toBe('total');
  expect(text('.observed')).toBe('');
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
  expect(text('.det h2')).toBe('1 × 4');
  expect(counter.tableLink()).toBe('?view=table&r=1&n=4&show=K');
});

it('shows a saved count at once, says how it is known, and observes what it shows', async () => {
  await act(() =>
    counter.results.keep([resultFor({ rows: 3, columns: 4 })], '0.1.0', '2026-11-24T17:30:00.000Z'),
  );
  expect(cell(3, 4).querySelector('.vh')?.textContent).toBe('K(3, 4) is 24, counted exhaustively');
  expect(text('.det [data-result=difference]')).toBe('0');
  expect(text('.facts')).toContain('exhaustively');
  expect(text('.observed')).toContain('D = 0 for 3 × 4');
  expect(text('.observed')).toContain('From the 1 of 55');
});

it('tells how far it is and how fast, and has only one button that cancels', () => {
  act(() => {
    counter.table.chosen.value = { rows: 6, columns: 10 };
  });
  running();
  expect(text('.tb-strip')).toContain('6 × 10: listing the classes of degree 4, 3 of 12 units');
  expect(text('.rates')).toContain('Classes a second');
  expect(text('.rates')).toContain('2.40 k/s');
  expect(
    [...root.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Cancel'),
  ).toHaveLength(1);
  expect(button('Fill n').getAttribute('aria-disabled')).toBe('true');
  expect(text('footer .job')).toContain('Counting 6 × 10 by classes');
});

it('shows two engines that differ as an error, with both numbers and no figure', async () => {
  const file = formatFile([falseFor({ rows: 3, columns: 4 })]);
  await act(() => counter.results.open({ name: 'a.json', size: file.length, text: async () => file }));
  await act(async () => {
    counter.table.count({ columns: 4, from: 3, to: 3 });
    engine.ready();
  });
  const asked = engine.sent.find((request) => request.type === 'classes');
  await act(async () => {
    const result = classesResult({ columns: 4, from: 3, to: 3 });
    engine.emit({ type: 'classesCounted', id: asked?.id ?? 0, result });
  });
  await waitFor(() => expect(root.querySelector('.det [role=alert]')).not.toBeNull());
  const error = text('.det [role=alert]');
  expect(error).toContain('The two engines differ.');
  expect(error).toContain('Counted by classes: 24 (12 even + 12 odd).');
  expect(error).toContain('48 (24 even + 24 odd)');
  expect(root.querySelectorAll('[data-value]')).toHaveLength(0);
  expect(cell(3, 4).textContent).toContain('contradicted');
});

it('has a count and the lab wait for it, and says so', () => {
  running();
  expect(counter.lab.blocked.value).toBe('The table is being filled; the lab waits until it is done.');
  act(() => counter.count());
  expect(counter.run.value.state).toBe('idle');
  expect(counter.pending.value).toBe(true);
});
