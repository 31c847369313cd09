import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabPlan, LabReport, LabRequest, Measurements, Step, StepRecord } from '../model/generated';
import { misfits } from '../testing/schemas';
import { epoch } from './clock';
import { handleLabCall } from './lab-worker';
import { Counter, initSync } from './pkg/latin_rectangles.js';

const request: LabRequest = {
  counted: { rows: 5, columns: 6 },
  timed: { rows: 4, columns: 7 },
  workers: 1,
  cores: 2,
  threads: false,
};

let counter: Counter;

function planned(): LabPlan {
  const answer = handleLabCall(counter, { type: 'labPlan', id: 1, request });
  if (answer.type !== 'labPlanned') throw new Error(JSON.stringify(answer));
  return answer.plan;
}

/** The step, done as briefly as it can be. */
function done(step: Step): StepRecord {
  const brief: Step = { ...step, task: { ...step.task, at_least_seconds: 0 } };
  const before = epoch();
  const answer = handleLabCall(counter, { type: 'labStep', id: 2, step: brief });
  if (answer.type !== 'labStepped') throw new Error(JSON.stringify(answer));
  expect(answer.begunAt).toBeGreaterThanOrEqual(before);
  expect(answer.begunAt).toBeLessThanOrEqual(epoch());
  const start = step.fresh ? { loaded: 0.01, ready: 0.01, begun: 0.012, ending: 0.001 } : null;
  return { step: brief, start, outcome: answer.outcome };
}

function reported(): LabReport {
  const { question, steps } = planned();
  const measurements: Measurements = {
    measured_at: 1_780_000_000,
    seconds: 1,
    question,
    platform: 'Node on the calling thread',
    cores: 2,
    no_threads: 'Only one worker can run here: there is no pool in Node.',
    memory_gib: null,
    records: steps.map(done),
  };
  const answer = handleLabCall(counter, { type: 'labReport', id: 3, measurements });
  if (answer.type !== 'labReported') throw new Error(JSON.stringify(answer));
  return answer.report;
}

/** Reading a number may change its last digit. */
const rounded = (report: LabReport): unknown =>
  JSON.parse(JSON.stringify(report), (_, value) =>
    typeof value === 'number' ? Number(value.toPrecision(14)) : value,
  );

beforeAll(() => {
  initSync({ module: readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)) });
  counter = new Counter(false);
});

describe('the lab on the calling thread', () => {
  it('plans no pools where there are none', () => {
    const { crews, steps, about_seconds } = planned();
    expect([...crews, ...steps.map(({ crew }) => crew)].filter(({ pool }) => pool)).toEqual([]);
    expect(about_seconds).toHaveLength(steps.length);
  });

  it('draws a report that fits its schema, and is read again', () => {
    const report = reported();
    expect(misfits('lab-report', report)).toBeNull();
    const { one_worker, overhead, agreement, gain } = report.answers;
    expect([one_worker, overhead, agreement, gain]).toEqual([null, null, null, null]);
    const read = handleLabCall(counter, { type: 'labRead', id: 4, text: JSON.stringify(report) });
    expect(read.type === 'labReported' && rounded(read.report)).toEqual(rounded(report));
  });

  it.each(['', '[]', '{"format":1}', 'null'])('refuses %j as a report, in a sentence', (text) => {
    const answer = handleLabCall(counter, { type: 'labRead', id: 5, text });
    expect(answer).toMatchObject({ type: 'labRefused', id: 5 });
    expect('message' in answer && answer.message).toMatch(/^[A-Z].+\.$/s);
  });

  it('refuses a shape that there is none of', () => {
    const counted = { rows: 7, columns: 6 };
    const answer = handleLabCall(counter, { type: 'labPlan', id: 6, request: { ...request, counted } });
    expect(answer).toMatchObject({ type: 'labRefused', id: 6 });
  });
});
