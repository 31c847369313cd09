import { expect, it } from 'vitest';
import { labReport } from '../../testing/lab-report';
import { csvOf } from './exports';

const lines = () =>
  csvOf(labReport())
    .split('\r\n')
    .map((line) => line.split(','));

it('has one line for each record and worker, all as long as the head', () => {
  const { records } = labReport();
  const expected = records.reduce(
    (sum, { outcome }) => sum + (outcome.kind === 'counts' ? outcome.workers.length : 1),
    0,
  );
  const [head, ...rows] = lines();
  expect(rows.pop()).toEqual(['']);
  expect(rows).toHaveLength(expected);
  for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
});

it('keeps exact counts, and leaves empty what does not apply', () => {
  const [head = [], ...rows] = lines();
  const at = (row: string[] | undefined, name: string) => row?.[head.indexOf(name)];
  const start = rows.find((row) => at(row, 'purpose') === 'start' && at(row, 'crew_workers') === '2');
  expect(at(start, 'rectangles')).toBe('90163200');
  expect(at(start, 'loaded_seconds')).toBe('0.011');
  expect(at(start, 'without')).toBe('');
  const dispatch = rows.find((row) => at(row, 'task') === 'dispatch');
  expect(at(dispatch, 'counts')).toBe('25000');
  expect(at(dispatch, 'rows')).toBe('');
  expect(at(dispatch, 'worker')).toBe('');
  const baseline = rows.find((row) => at(row, 'task') === 'baseline');
  expect(['rows', 'columns', 'counts', 'seconds', 'schedule'].map((name) => at(baseline, name))).toEqual([
    '5',
    '7',
    '1',
    '2.56',
    '',
  ]);
});
