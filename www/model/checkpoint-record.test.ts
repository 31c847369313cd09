import { expect, it } from 'vitest';
import { type CheckpointRecord, jobOf } from './checkpoint-record';
import { readCheckpointRecord } from './read-checkpoint-record';

const common = { done: 3, units: 16, elapsed_seconds: 1.5, date: '2026-11-24T17:30:00.000Z' };
const shape: CheckpointRecord = { engine: 'enumerate', columns: 8, from: 5, to: 5, ...common };
const classes: CheckpointRecord = { engine: 'classes', columns: 11, from: 1, to: 5, ...common };
/** As it was once written. */
const old = { shape: { rows: 5, columns: 8 }, engine: 'enumerate', ...common };

it('takes over what was kept of any engine', () => {
  const naive: CheckpointRecord = { ...shape, engine: 'naive', from: 4, to: 4 };
  for (const count of [shape, classes, naive])
    expect(readCheckpointRecord({ ...count, more: 1 })).toEqual(count);
  expect(readCheckpointRecord({ ...old, more: 1 })).toEqual(shape);
});

it('names the job: a shape by first columns, an n by classes', () => {
  expect(jobOf(shape)).toBe('enumerate 5x8');
  expect(jobOf(classes)).toBe('classes 11');
});

it.each([
  { ...classes, columns: 12 },
  { ...classes, to: 12 },
  { ...classes, from: 6 },
  { ...classes, from: 0 },
  { ...classes, done: 17 },
  { ...classes, engine: 'formula' },
  { ...classes, engine: 'enumerate' },
  { ...shape, from: 4 },
  { ...shape, to: 9 },
  { ...old, engine: 'classes' },
  { ...old, shape: { rows: 9, columns: 8 } },
  null,
])('takes nothing else: %j', (value) => {
  expect(readCheckpointRecord(value)).toBeNull();
});
