import { describe, expect, it } from 'vitest';
import type { ChosenEngine } from '../model/engine-selection';
import { columnsProgress } from '../testing/classes';
import { planFor, resultFor } from '../testing/results';
import { noMeter } from '../testing/scripted-engine';
import type { RunUpdate } from './engine';
import { begin, type Run, reduce, stop } from './run';

const shape: ChosenEngine = { rows: 5, columns: 6, engine: 'enumerate', seconds: 0 };
const other: ChosenEngine = { ...shape, rows: 4 };
const plan = planFor({ rows: 5, columns: 6 });
const unit = { unit: 0, worker: 0, seconds: 0.1, positive: '4800', negative: '4608' };

function folded(run: Run, ...events: RunUpdate[]): Run {
  return events.reduce((state, event, i) => reduce(state, event, 1000 + i), run);
}

const started: RunUpdate = { type: 'started', plan, meter: noMeter, elapsed: 0 };
const progress: RunUpdate = { type: 'progress', progress: columnsProgress([unit]), meter: null };

describe('one shape', () => {
  it('runs to its result', () => {
    const running = folded(begin([shape], 0), started, progress, {
      ...progress,
      progress: columnsProgress([]),
    });
    expect(running).toMatchObject({
      state: 'running',
      job: { plan, meter: noMeter, finished: [unit], startedAt: 1000 },
    });
    const result = resultFor({ rows: 5, columns: 6 });
    expect(folded(running, { type: 'done', results: [result] })).toMatchObject({
      state: 'done',
      results: [result],
      endedAt: 1000,
    });
  });

  it('a progress may bring a new copy of the meter', () => {
    const meter = { ...noMeter, workers: 1 };
    expect(folded(begin([shape], 0), started, { ...progress, meter })).toMatchObject({ job: { meter } });
  });

  it('is cancelled only when the workers have stopped', () => {
    const stopping = stop(folded(begin([shape], 0), started, progress));
    expect(stopping).toMatchObject({ state: 'running', stopping: true });
    const cancelled = folded(stopping, { type: 'cancelled', finished: 2, units: 5 });
    expect(cancelled).toMatchObject({
      state: 'cancelled',
      results: [],
      stopped: { shape, finished: 2, units: 5, columns: 5 },
    });
  });

  it('a result that was quicker than the cancel stands', () => {
    const stopping = stop(folded(begin([shape], 0), started));
    expect(folded(stopping, { type: 'done', results: [resultFor({ rows: 5, columns: 6 })] }).state).toBe(
      'done',
    );
  });

  it('a cancelled that belongs to the job before is not taken for this one', () => {
    expect(folded(begin([shape], 0), { type: 'cancelled', finished: 0, units: 5 }).state).toBe('running');
  });

  it('fails with its message and without a total', () => {
    const failed = folded(begin([shape], 0), started, {
      type: 'failed',
      message: 'No memory.',
      finished: 3,
      units: 5,
    });
    expect(failed).toMatchObject({
      state: 'failed',
      message: 'No memory.',
      results: [],
      stopped: { finished: 3, units: 5, columns: 5 },
    });
  });

  it('fails when the engine ends under it', () => {
    expect(folded(begin([shape], 0), { type: 'lost', reason: new Error('No.') })).toMatchObject({
      state: 'failed',
      message: 'No.',
      stopped: { finished: 0, units: 0, columns: null },
    });
  });

  it('is idle again when refused', () => {
    expect(folded(begin([shape], 0), { type: 'refused', message: 'Too large.' })).toEqual({ state: 'idle' });
  });
});

describe('several shapes', () => {
  const first = resultFor({ rows: 5, columns: 6 });

  it('follow each other', () => {
    const second = folded(begin([shape, other], 0), started, { type: 'done', results: [first] });
    expect(second).toMatchObject({
      state: 'running',
      results: [first],
      job: { shape: other, plan: null, finished: [] },
    });
    const done = folded(second, { type: 'done', results: [resultFor({ rows: 4, columns: 6 })] });
    expect(done.state).toBe('done');
  });

  it('keep what was counted when one fails or is cancelled', () => {
    const second = folded(begin([shape, other], 0), started, { type: 'done', results: [first] });
    const failed = folded(second, { type: 'failed', message: 'No.', finished: 0, units: 0 });
    expect(failed).toMatchObject({ state: 'failed', results: [first], stopped: { shape: other } });
    const late = folded(stop(begin([shape, other], 0)), { type: 'done', results: [first] });
    expect(late).toMatchObject({
      state: 'cancelled',
      results: [first],
      stopped: { shape: other, columns: null },
    });
  });
});

describe('several shapes of which one is refused', () => {
  const last: ChosenEngine = { ...shape, rows: 3 };
  const done = (rows: number): RunUpdate => ({ type: 'done', results: [resultFor({ rows, columns: 6 })] });

  it.each<[RunUpdate, string]>([
    [{ type: 'refused', message: 'It has too many units.' }, 'It has too many units.'],
    [{ type: 'inOtherTab' }, 'It is being counted in another tab.'],
  ])('the others are counted, and it has its reason', (event, reason) => {
    const third = folded(begin([shape, other, last], 0), done(5), event);
    expect(third).toMatchObject({
      state: 'running',
      results: [{ rows: 5 }],
      skipped: [{ shape: other, reason }],
      job: { shape: last },
    });
    expect(folded(third, done(3))).toMatchObject({
      state: 'done',
      results: [{ rows: 5 }, { rows: 3 }],
      skipped: [{ shape: other, reason }],
    });
  });

  it('at the end, those that are done stay; and where none is, the run has failed with its reason', () => {
    const refused: RunUpdate = { type: 'refused', message: 'No.' };
    expect(folded(begin([shape, other], 0), done(5), refused)).toMatchObject({
      state: 'done',
      results: [{ rows: 5 }],
    });
    expect(folded(begin([shape, other], 0), refused, refused)).toMatchObject({
      state: 'failed',
      message: 'No.',
      results: [],
    });
  });

  it('by classes, every shape that was counted together has the reason, and another n goes on', () => {
    const classes = (rows: number, columns: number): ChosenEngine => ({
      rows,
      columns,
      engine: 'classes',
      seconds: 1,
    });
    const shapes = [classes(1, 2), classes(2, 2), classes(1, 3)];
    const message = 'n = 2 is already being counted in another tab.';
    const next = folded(begin(shapes, 0), { type: 'inOtherTab' });
    expect(next).toMatchObject({ state: 'running', job: { range: { columns: 3 } } });
    expect(next.state === 'running' && next.skipped).toEqual([
      { shape: shapes[0], reason: message },
      { shape: shapes[1], reason: message },
    ]);
    expect(folded(next, { type: 'failed', message: 'No memory.', finished: 0, units: 0 })).toMatchObject({
      state: 'failed',
      message: 'No memory.',
      skipped: [{}, {}, { shape: shapes[2], reason: 'No memory.' }],
    });
  });
});

it('nothing that arrives while nothing runs starts anything', () => {
  const events: RunUpdate[] = [
    started,
    progress,
    { type: 'done', results: [resultFor({ rows: 5, columns: 6 })] },
    { type: 'failed', message: 'No.', finished: 0, units: 0 },
    { type: 'cancelled', finished: 0, units: 0 },
  ];
  expect(folded({ state: 'idle' }, ...events)).toEqual({ state: 'idle' });
  expect(begin([], 0)).toEqual({ state: 'idle' });
});
