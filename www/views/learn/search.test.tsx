// @vitest-environment happy-dom
import { cleanup, fireEvent } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { searchOf34, traceOf34 } from '../../testing/learn-answers';
import { type LearnPage, openLearn } from '../../testing/learn-page';
import { hasBit } from './bits';
import { SearchStep } from './search';

let page: LearnPage;

afterEach(cleanup);

async function open() {
  page = openLearn(() => <SearchStep shape={{ rows: 3, columns: 4 }} />);
  await page.answer('search', searchOf34);
  await page.answer('trace', traceOf34);
}

async function press(name: string) {
  fireEvent.click(page.button(name));
  await page.settle();
}

function guess(even: string, odd: string) {
  const [first, second] = page.root.querySelectorAll<HTMLInputElement>('.popcount-fields input');
  if (!first || !second) throw new Error('nothing can be guessed');
  fireEvent.input(first, { target: { value: even } });
  fireEvent.input(second, { target: { value: odd } });
}

it('reads bits of words of 16 hexadecimal digits', () => {
  const words = ['8000000000000001', '0000000000000002'];
  expect([0, 1, 63, 64, 65].map((bit) => hasBit(words, bit))).toEqual([true, false, true, false, true]);
});

it('asks for the first 200 steps with the first candidate of row 2', async () => {
  await open();
  expect(page.requests()).toContainEqual({
    trace: { rows: 3, columns: 4, column: 0, second_row: 0, from_step: 0, steps: 200, finish: false },
  });
  expect(page.text('.search-what')).toContain('Row 2 is chosen: 2 1 4 3.');
  expect(page.button('Back').getAttribute('aria-disabled')).toBe('true');
});

it('strikes out what repeats the chosen row, cell by cell', async () => {
  await open();
  await press('Step');
  const hits = [...page.root.querySelectorAll('td.strip-hit')].map(({ textContent }) => textContent);
  expect(hits).toEqual(['1', '4']);
  const left = [...page.root.querySelectorAll('.strip-left td')].map(({ textContent }) => textContent);
  expect(left).toEqual(['1', '0', '1']);
});

it('shows the same as bits and as words, AND by AND', async () => {
  await open();
  await press('Step');
  fireEvent.click(page.root.querySelector('input[value=bits]') as Element);
  const lines = () =>
    [...page.root.querySelectorAll('.strip-bits tbody tr')].map(({ textContent }) => textContent);
  expect(lines()).toEqual([
    'left before111',
    'AND NOT1 in column 2010',
    'AND NOT4 in column 3010',
    'AND NOT3 in column 4000',
    '=left now101',
  ]);
  fireEvent.click(page.root.querySelector('input[value=words]') as Element);
  expect(lines().at(-1)).toBe('=left now00000000000000010000000000000002');
});

it('keeps popcounts and counters back until they are guessed', async () => {
  await open();
  await press('Step');
  await press('Step');
  expect(page.figure('popcount-even')).toBeNull();
  expect(page.figure('counted-positive')).toBe('0');
  guess('1', '2');
  await press('Check');
  expect(page.text('.popcount-said')).toBe(
    'The even part is right. The odd part is not right. Count the candidates that are left.',
  );
  expect(page.figure('popcount-even')).toBeNull();
  guess('1', '1');
  await press('Check');
  expect(page.text('.popcount-said')).toContain('Right. 1 even and 1 odd');
  expect([page.figure('popcount-even'), page.figure('popcount-odd')]).toEqual(['1', '1']);
  expect([page.figure('counted-positive'), page.figure('counted-negative')]).toEqual(['1', '1']);
});

it('at the end the steps give what the engine counts in one go', async () => {
  await open();
  for (let i = 0; i < 5; i++) await press('Step');
  await page.answer('trace', { steps: [], total: { positive: 1, negative: 1 } });
  expect(page.requests().at(-1)).toEqual({
    trace: { rows: 3, columns: 4, column: 0, second_row: 0, from_step: 0, steps: 0, finish: true },
  });
  expect(page.text('.search-end')).toContain('Step by step it is the same.');
  expect([page.figure('positive'), page.figure('negative')]).toEqual(['1', '1']);
});

it('steps that give another total are an error', async () => {
  await open();
  for (let i = 0; i < 5; i++) await press('Step');
  await page.answer('trace', { steps: [], total: { positive: 2, negative: 1 } });
  expect(page.text('[role=alert]')).toContain('in one go: 2 even and 1 odd');
  expect(page.figure('positive')).toBeNull();
});

it('to the end counts the rest in one go, with the same counters', async () => {
  await open();
  await press('To the end');
  await page.answer('trace', { steps: [], total: { positive: 1, negative: 1 } });
  expect([page.figure('counted-positive'), page.figure('counted-negative')]).toEqual(['1', '1']);
  expect(page.text('.search-end')).toContain('counted by the engine in one go');
});

it('another row 2 starts again with it', async () => {
  await open();
  await press('Step');
  const select = page.root.querySelector('.search-row select') as HTMLSelectElement;
  fireEvent.change(select, { target: { value: '2' } });
  await page.settle();
  expect(page.requests().at(-1)).toMatchObject({ trace: { second_row: 2, from_step: 0 } });
  await page.answer('trace', traceOf34);
  expect(page.root.querySelector('.search-row select')).toBe(select);
  expect(page.button('Back').getAttribute('aria-disabled')).toBe('true');
});

it('a longer loop is fetched in parts that overlap by a step', async () => {
  page = openLearn(() => <SearchStep shape={{ rows: 3, columns: 4 }} />);
  await page.answer('search', searchOf34);
  const [choose] = traceOf34.steps;
  if (!choose) throw new Error('there is no step');
  const steps = Array.from({ length: 200 }, (_, positive) => ({ ...choose, positive }));
  await page.answer('trace', { steps, total: null });
  for (let i = 0; i < 200; i++) fireEvent.click(page.button('Step'));
  await page.settle();
  expect(page.requests().at(-1)).toMatchObject({ trace: { from_step: 199, steps: 200 } });
  await page.answer('trace', {
    steps: steps.map((step) => ({ ...step, positive: step.positive + 199 })),
    total: null,
  });
  expect(page.figure('counted-positive')).toBe('200');
});

it.each([
  [1, 1, 'one rectangle'],
  [1, 4, 'nothing to choose'],
])('says why %i × %i has nothing to do', (rows, columns, why) => {
  page = openLearn(() => <SearchStep shape={{ rows, columns }} />);
  expect(page.text('.learn-nothing')).toContain(why);
});

it('with two rows the one popcount is the count', async () => {
  page = openLearn(() => <SearchStep shape={{ rows: 2, columns: 4 }} />);
  const popcount = { ...traceOf34.steps[2], row: 2, chosen: [], popcounts: [1, 2] };
  await page.answer('trace', { steps: [popcount], total: { positive: 1, negative: 2 } });
  expect([page.figure('popcount-even'), page.figure('popcount-odd')]).toEqual(['1', '2']);
});
