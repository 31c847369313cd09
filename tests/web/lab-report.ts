import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import type { Batch, LabReport, Outcome, Shape, Start, StepRecord } from '../../www/model/generated';
import { expect } from './page';
import { publishedFigures } from './published';

const path = new URL('../../docs/schemas/lab-report.schema.json', import.meta.url);
// Its formats are those of Rust's numbers.
const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(path, 'utf8')),
);

/** Each worker reads its own clock, in steps that the browser chooses. */
const CLOCK_SECONDS = 2e-4;

/** The report is one that the schema allows. */
export function expectFits(report: LabReport): void {
  fits(report);
  expect(fits.errors).toBeNull();
}

/** What holds of every report that was measured in a page. */
export function expectSound(report: LabReport): void {
  expectFits(report);
  for (const record of report.records) {
    expect(record.step.fresh).toBe(record.start !== null);
    if (record.start) expectInOrder(record.start);
    const { task } = record.step;
    expect(record.outcome.kind).toBe(task.kind);
    if (task.kind === 'unit' || task.kind === 'baseline') expectFirstColumn(task.shape, record.outcome);
    if (task.kind !== 'counts' || record.outcome.kind !== 'counts') continue;
    expectSums(record.outcome, publishedFigures(task.shape.rows, task.shape.columns), task.shape.rows);
    expectLanes(record.outcome, record);
  }
}

/** However it is counted, a first column has all reduced rectangles. */
function expectFirstColumn({ rows, columns }: Shape, outcome: Outcome): void {
  expect(outcome).toMatchObject({ rectangles: publishedFigures(rows, columns).reduced });
}

function expectInOrder({ loaded, ready, begun, ending }: Start): void {
  const times = [0, loaded, ready, begun];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(loaded).toBeGreaterThan(0);
  expect(ending).toBeGreaterThanOrEqual(0);
}

/** Each worker's rectangles are reduced ones of its first columns; the rows below can be in any order. */
function expectSums(batch: Batch, published: ReturnType<typeof publishedFigures>, rows: number): void {
  expect(batch.total).toBe(published.total);
  const orders = Array.from({ length: rows - 1 }, (_, i) => BigInt(i + 1)).reduce((all, i) => all * i, 1n);
  const columns = BigInt(batch.total) / (orders * BigInt(published.reduced ?? 0));
  const sum = batch.workers.reduce((all, { rectangles }) => all + BigInt(rectangles), 0n);
  expect(sum).toBe(BigInt(published.reduced ?? 0) * columns * BigInt(batch.counts));
}

function expectLanes({ workers, bars, last_seconds, counts }: Batch, { step }: StepRecord): void {
  expect(workers.map(({ worker }) => worker)).toEqual([...Array(step.crew.workers).keys()]);
  expect(bars.length * counts).toBe(workers.reduce((all, { units }) => all + units, 0));
  for (const { worker } of workers) {
    let free = 0;
    for (const { from, tables, to } of bars.filter((bar) => bar.worker === worker)) {
      expect(from).toBeGreaterThanOrEqual(free - CLOCK_SECONDS);
      expect(tables).toBeGreaterThanOrEqual(from);
      expect(to).toBeGreaterThanOrEqual(tables - CLOCK_SECONDS);
      expect(to).toBeLessThanOrEqual(last_seconds + CLOCK_SECONDS);
      free = to;
    }
  }
}

/** What two workers must have done with 5 × 6, however fast. */
export function expectTwoWorkersOn5x6({ answers, question, records }: LabReport): void {
  expect(question).toMatchObject({ counted: { rows: 5, columns: 6 }, workers: 2 });
  const fixed = answers.assignment.schedules.find(({ schedule }) => schedule === 'static');
  expect(fixed?.first_columns).toEqual([
    [0, 1],
    [2, 3, 4],
  ]);
  expect(answers.tables.ways.map(({ tables, built }) => [tables, built])).toEqual([
    ['one_count', 1],
    ['worker', 2],
    ['unit', 5],
  ]);
  expect(answers.optimisations).toMatchObject({ derangements: 265, candidates: 53 });
  expect(answers.optimisations.baseline?.slowdown).toBeGreaterThan(1);
  expect(answers.one_worker?.crews.map(({ crew }) => crew)).toEqual([
    { workers: 1, pool: false },
    { workers: 1, pool: true },
    { workers: 2, pool: true },
  ]);
  const sizes = Array.from({ length: question.most_workers }, (_, i) => i + 1);
  expect(answers.overhead?.starts.map(({ workers }) => workers)).toEqual(sizes);
  const started = records.flatMap(({ step }) => (step.fresh ? step.crew.workers : []));
  expect(new Set(started)).toEqual(new Set(sizes));
}
