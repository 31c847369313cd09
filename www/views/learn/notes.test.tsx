// @vitest-environment happy-dom
import { cleanup, fireEvent } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { LEARN_COLUMNS, STEPS } from '../../model/learn';
import { searchOf34, traceOf34 } from '../../testing/learn-answers';
import { openLearn } from '../../testing/learn-page';
import { EXERCISES } from './exercises';
import { Glossary } from './glossary';
import { LESSONS, QUESTIONS } from './lesson';
import { TeachersNotes } from './notes';
import { TERMS } from './terms';

afterEach(cleanup);

it('has a lesson of 20 minutes and one of 45, and a question before each step', () => {
  expect(LESSONS.map(({ minutes }) => minutes)).toEqual([20, 45]);
  for (const { minutes, parts } of LESSONS) {
    const times = parts.map(({ time }) => time.split('–').map(Number));
    expect(times[0]?.[0]).toBe(0);
    expect(times.at(-1)?.[1]).toBe(minutes);
    times.slice(1).forEach(([from], i) => {
      expect(from).toBe(times[i]?.[1]);
    });
  }
  expect(QUESTIONS).toHaveLength(STEPS);
  expect(LEARN_COLUMNS).toBe(7);
});

it('the engine answers the exercises', async () => {
  const page = openLearn(TeachersNotes);
  expect(page.root.querySelectorAll('.notes-answer')).toHaveLength(EXERCISES.length);
  await page.settle();
  await page.answer('completions', { total: '12', count: { positive: '5', negative: '7' } });
  expect(page.text('.notes-answer')).toBe('In 12: 5 make an even rectangle, 7 an odd one.');
  await page.answer('sign', {
    rows: [
      {},
      {
        inversions: [1, 2, 3],
        cycles: [
          [1, 2, 3],
          [4, 5],
        ],
        sign: -1,
      },
    ],
  });
  await page.answer('first_columns', {
    columns: [
      [1, 2, 3, 4],
      [1, 4, 5, 6],
    ],
    row_orders: '6',
  });
  const figures = { reduced: '46', total: '552', all: '66240' };
  await page.answer('normalise', { figures, row_orders: '2', first_columns: '6', first_rows: '120' });
  await page.answer('candidates', { derangements: '44', candidates: [[2]], even: 6, odd: 5 });
  await page.answer('search', searchOf34);
  await page.answer('graph', { graphs: [], renaming: null });
  await page.answer('trace', traceOf34);
  const answers = [...page.root.querySelectorAll('.notes-answer')].map(({ textContent }) => textContent);
  expect(answers[1]).toBe('3 crossings, so it is odd; its cycles are (1 2 3) (4 5).');
  expect(answers[3]).toBe('K = 2 · 6 · 46 = 552 and L = 120 · 552 = 66,240.');
  expect(answers[5]).toBe(
    '3 4 1 2, 3 1 4 2 (struck out), 3 4 2 1. The popcounts are 1 for the even part and 1 for the odd part.',
  );
  expect(answers[6]).toContain('No');
});

it('the pupil’s sheet has the same questions and no answers', async () => {
  const page = openLearn(TeachersNotes);
  fireEvent.click(page.root.querySelector('input[value=pupil]') as Element);
  await page.settle();
  expect(page.root.querySelectorAll('.notes-list li')).toHaveLength(EXERCISES.length);
  expect(page.root.querySelector('.notes-answer')).toBeNull();
  expect(page.root.querySelectorAll('.notes-line').length).toBeGreaterThan(EXERCISES.length);
});

it('the glossary says each term in one sentence, with an anchor', () => {
  const page = openLearn(Glossary);
  expect(new Set(TERMS.map(({ id }) => id)).size).toBe(TERMS.length);
  for (const { id, meaning } of TERMS) {
    expect(meaning, id).toMatch(/^[A-Z][^.]*\.$/);
    expect(page.root.querySelector(`#term-${id} dd`)?.textContent).toBe(meaning);
  }
  const names = TERMS.map(({ name }) => name.toLowerCase());
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});
