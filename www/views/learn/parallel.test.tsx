// @vitest-environment happy-dom
import { act, cleanup, fireEvent } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { EngineInfo } from '../../engine/api';
import { comparison } from '../../testing/learn-answers';
import { type LearnPage, openLearn } from '../../testing/learn-page';
import { planFor } from '../../testing/results';
import { noMeter } from '../../testing/scripted-engine';
import { ParallelStep } from './parallel';
import { cannotBeMeasured } from './spoilt-ways';
import { columnsAt, turnsOf } from './turns';

let page: LearnPage;

afterEach(cleanup);

const open = (rows: number, columns: number) => {
  page = openLearn(() => <ParallelStep shape={{ rows, columns }} />);
};

async function spoilt() {
  open(4, 5);
  page.app.lab.timed.value = { rows: 5, columns: 7 };
  fireEvent.click(page.root.querySelector('input[value=spoilt]') as Element);
  await page.settle();
}

async function measure() {
  fireEvent.click(page.button('Measure: One shared counter'));
  await page.settle();
  const call = page.engine.sent.findLast(({ type }) => type === 'compareWays');
  if (call?.type !== 'compareWays') throw new Error('nothing is measured');
  return call;
}

it('each way is measured with the lab’s timed shape, for at most 5 s, and shown beside the good way', async () => {
  await spoilt();
  const call = await measure();
  expect(call.request).toEqual({
    way: 'shared_counter',
    shape: { rows: 5, columns: 7 },
    at_most_seconds: 5,
  });
  await act(async () => page.engine.emit({ type: 'waysCompared', id: call.id, comparison }));
  await page.settle();
  expect(page.text('.spoilt-bars')).toMatch(/spoilt4.00 s250 \/s.*good500 ms2.00 k\/s/);
  expect(page.figure('times-slower')).toBe('8');
  expect(page.text('.spoilt-bars')).toContain('8.0 times as long, 5 × 7, 2 workers, 12 of 96 parts');
  expect([page.figure('way-positive'), page.figure('way-negative')]).toEqual(['600', '400']);
  expect(page.text('.spoilt')).toContain('Used nowhere else.');
});

it('measures one way at a time, and says why one could not be measured', async () => {
  await spoilt();
  const call = await measure();
  expect(page.button('Measure: One large unit').getAttribute('aria-disabled')).toBe('true');
  await act(async () =>
    page.engine.emit({ type: 'requestFailed', id: call.id, message: 'No memory is left.' }),
  );
  await page.settle();
  expect(page.text('.spoilt-measured')).toContain('No memory is left.');
});

it('without shared memory says which cannot be measured', () => {
  const environment = (others: Partial<EngineInfo>) =>
    ({ workers: 2, threads: true, messageWorkers: false, reason: null, ...others }) as EngineInfo;
  expect(cannotBeMeasured('shared_counter', environment({}))).toBeNull();
  const alone = environment({ workers: 1, threads: false, reason: 'One file.' });
  expect(cannotBeMeasured('shared_counter', alone)).toContain(
    'several workers with shared memory. One file.',
  );
  expect(cannotBeMeasured('large_unit', alone)).not.toBeNull();
  expect(cannotBeMeasured('own_tables', alone)).toBeNull();
  const messages = environment({ threads: false, messageWorkers: true, reason: 'No headers.' });
  expect(cannotBeMeasured('own_tables', messages)).toBeNull();
  expect(cannotBeMeasured('shared_counter', messages)).toContain('No headers.');
});

const plan = planFor({ rows: 4, columns: 5 });

it('counts the shape, and plays back who had which first column', async () => {
  open(4, 5);
  await page.settle();
  fireEvent.click(page.button('Count 4 × 5 here'));
  await page.settle();
  const columns = plan.by_column;
  if (!columns) throw new Error('it does not go first column by first column');
  const finished = columns.units.map((_, unit) => ({
    unit,
    worker: unit % 2,
    seconds: 0.001,
    positive: '1',
    negative: '1',
  }));
  const progress = { finished } as never;
  await act(async () => {
    page.engine.emit({ type: 'started', plan, meter: noMeter, elapsed: 0 });
    page.engine.emit({ type: 'progress', progress, meter: null });
    page.engine.emit({ type: 'done', results: [] });
  });
  await page.settle();
  expect(page.root.querySelectorAll('.first-column.done')).toHaveLength(columns.first_columns.length);
  expect(page.root.querySelectorAll('.turns-table tr')).toHaveLength(2);
  fireEvent.input(page.root.querySelector('input[type=range]') as Element, { target: { value: '0' } });
  expect(page.root.querySelectorAll('.first-column.done')).toHaveLength(0);
  expect(page.root.querySelectorAll('.first-column.in-progress')).toHaveLength(2);
});

it('where the clock saw no time pass, all units are equally long', () => {
  const columns = plan.by_column;
  if (!columns) throw new Error('it does not go first column by first column');
  const unit = (number: number, worker: number) => ({
    unit: number,
    worker,
    seconds: 0,
    positive: '1',
    negative: '0',
  });
  const turns = turnsOf(columns, [unit(0, 0), unit(1, 1), unit(2, 0), unit(3, 1)]);
  expect(turns).toMatchObject({ timed: false, workers: 2, end: 2 });
  expect(
    columnsAt(turns, 0.75)
      .filter(({ state }) => state === 'in-progress')
      .map(({ share }) => share),
  ).toEqual([0.5, 0.5]);
});

it('says why two rows have nothing to share out, and still measures what does not scale', async () => {
  open(2, 5);
  expect(page.text('.learn-nothing')).toContain('no loop below a first column');
  fireEvent.click(page.root.querySelector('input[value=spoilt]') as Element);
  await page.settle();
  expect(page.button('Measure: Tables for each column').getAttribute('aria-disabled')).toBe('false');
});
