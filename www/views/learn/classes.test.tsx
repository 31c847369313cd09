// @vitest-environment happy-dom
import { cleanup, fireEvent } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { classesOf3, sameGraphs } from '../../testing/learn-answers';
import { type LearnPage, openLearn } from '../../testing/learn-page';
import { ClassesStep } from './classes';

let page: LearnPage;

afterEach(cleanup);

const open = (rows: number, columns: number) => {
  page = openLearn(() => <ClassesStep shape={{ rows, columns }} />);
};

const rectangle = (second: number[]) => ({
  rectangle: { rows: [[1, 2, 3, 4], second], sign: 1 },
  uniform: true,
  possible: true,
});

async function pair() {
  open(3, 4);
  await page.answer('complete', rectangle([2, 1, 4, 3]));
  await page.answer('complete', rectangle([3, 4, 1, 2]));
}

it('compares two rectangles drawn at random, once the reader has guessed', async () => {
  await pair();
  expect(page.requests().at(-1)).toEqual({
    graph: [
      [
        [1, 2, 3, 4],
        [2, 1, 4, 3],
      ],
      [
        [1, 2, 3, 4],
        [3, 4, 1, 2],
      ],
    ],
  });
  await page.answer('graph', sameGraphs);
  expect(page.root.querySelectorAll('.bipartite svg path')).toHaveLength(16);
  expect(page.text('.bipartite table')).toContain('column 1joined to symbols 1, 2');
  expect(page.figure('same-class')).toBeNull();
  fireEvent.click(page.button('Yes'));
  await page.settle();
  expect(page.figure('same-class')).toBe('1');
  expect(page.text('.classes-verdict')).toContain('Right.');
  expect(page.text('.classes-verdict')).toContain('This renaming is odd, and 1 row is to come');
  expect(page.text('.classes-verdict')).toContain('even and odd change places');
});

it('shows the completions of both', async () => {
  await pair();
  await page.answer('graph', sameGraphs);
  fireEvent.click(page.button('No'));
  await page.settle();
  expect(page.text('.classes-verdict')).toContain('Not so.');
  const completions = { count: { positive: '3', negative: '1' }, total: '4', why_unknown: null };
  await page.answer('completions', completions);
  expect(page.text('.one-graph-said')).toContain('Completed to 3 rows in 4 ways: 3 even, 1 odd.');
});

it('another rectangle is another question', async () => {
  await pair();
  await page.answer('graph', sameGraphs);
  fireEvent.click(page.button('Yes'));
  fireEvent.click(page.button('Another for the second rectangle'));
  await page.settle();
  expect(page.requests().at(-1)).toMatchObject({ complete: { seed: 4 } });
  expect(page.root.querySelector('.classes-verdict')).toBeNull();
});

async function degrees(rows: number) {
  open(rows, 3);
  fireEvent.click(page.root.querySelector('input[value=degrees]') as Element);
  await page.answer('classes', classesOf3);
  if (rows < 3) await page.answer('classes', { degrees: classesOf3.degrees.slice(0, rows) });
}

it('lists the classes of each degree, with what follows from each', async () => {
  await degrees(3);
  expect(page.figure('classes')).toBe('1');
  expect(page.figure('odd-renamings')).toBe('0');
  fireEvent.click(page.button('One row more'));
  await page.settle();
  expect(page.figure('odd-renamings')).toBe('1');
  expect(page.text('.class-table tbody')).toContain('123 231');
  expect(page.text('.class-table tbody')).toContain('6 (odd ones)');
  expect([page.figure('positive'), page.figure('negative')]).toEqual(['2', '0']);
  expect(page.root.querySelectorAll('.layer-ring')).toHaveLength(1);
  expect(page.text('.class-layers table')).toContain('to class 1 by 2 even and 0 odd rows');
});

it('shows degrees up to n − 1 for fewer rows too', async () => {
  await degrees(1);
  fireEvent.click(page.button('One row more'));
  await page.settle();
  expect(page.figure('classes')).toBe('1');
  expect(page.figure('positive')).toBeNull();
});

it('says why n = 7 has no list of classes, and still compares two', () => {
  open(4, 7);
  expect(page.root.querySelector('.learn-nothing')).toBeNull();
  fireEvent.click(page.root.querySelector('input[value=degrees]') as Element);
  expect(page.text('.learn-nothing')).toContain('at most 6 columns');
});

it.each([
  [1, 1],
  [2, 5],
])('says why %i × %i has nothing to do', (rows, columns) => {
  open(rows, columns);
  expect(page.text('.learn-nothing')).not.toBe('');
});
