import { expect, it } from 'vitest';
import type { LabReport } from '../../model/generated';
import { labReport, labReportAlone } from '../../testing/lab-report';
import { hasStart, medianRecord, timelineOf } from './timeline-data';

const drawn = (report: LabReport) => {
  const timeline = timelineOf(report);
  if (!timeline) throw new Error('nothing to draw');
  return timeline;
};

it.each([
  ['one and two workers', labReport()],
  ['no pool', labReportAlone()],
])('bars of one row never overlap and lie inside the run: %s', (_, report) => {
  for (const { rows, total } of drawn(report).runs) {
    for (const { pieces } of rows) {
      let reached = 0;
      for (const { from, to } of pieces) {
        expect(from).toBeGreaterThanOrEqual(reached);
        expect(to).toBeGreaterThan(from);
        reached = to;
      }
      expect(reached).toBeLessThanOrEqual(total);
    }
  }
});

it('clocks that step apart make no bars that overlap or outlast the run', () => {
  const report = labReport();
  for (const { outcome } of report.records) {
    if (outcome.kind !== 'counts') continue;
    const [first, last] = [outcome.bars[0], outcome.bars.at(-1)];
    if (first) first.to += 0.000_02;
    if (last) last.to = outcome.last_seconds + 0.000_02;
  }
  for (const { rows, total } of drawn(report).runs) {
    for (const { pieces } of rows) {
      pieces.forEach(({ from, to }, i) => {
        expect(from).toBeGreaterThanOrEqual(pieces[i - 1]?.to ?? 0);
        expect(to).toBeLessThanOrEqual(total);
      });
    }
  }
});

it('shows one and all workers since the request, every first column once', () => {
  const timeline = drawn(labReport());
  expect(timeline.runs.map(({ workers }) => workers)).toEqual([1, 2]);
  expect(hasStart(timeline)).toBe(true);
  for (const { rows } of timeline.runs) {
    const columns = rows.flatMap(({ pieces }) =>
      pieces.filter(({ kind }) => kind === 'unit').map(({ column }) => column),
    );
    expect(columns.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 15 }, (_, i) => i));
  }
  expect(timeline.runs[1]?.rows.map(({ pieces }) => pieces[0]?.kind)).toEqual(['load', 'wait']);
});

it('without a pool shows the sequential code, which has no start', () => {
  const timeline = drawn(labReportAlone());
  expect(timeline.runs.map(({ workers }) => workers)).toEqual([1]);
  expect(hasStart(timeline)).toBe(false);
});

it('takes the run whose total is the median', () => {
  const started = labReport().records.filter(
    ({ step }) => step.purpose === 'start' && step.crew.workers === 2,
  );
  // made 1.03, 1 and 1.01 times as slow as at best
  expect(medianRecord(started)?.step.round).toBe(2);
  expect(medianRecord(started.slice(0, 2))?.step.round).toBe(1);
  expect(medianRecord([])).toBeNull();
});
