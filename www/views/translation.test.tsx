// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { writeTextsWhole } from '../components/whole-texts';
import { grouped } from '../format/number';
import type { App } from '../store/app';
import { createApp } from '../store/create-app';
import { estimatesFor } from '../testing/estimates';
import { hostOf } from '../testing/host';
import { labReport } from '../testing/lab-report';
import { planFor, resultFor } from '../testing/results';
import { savedFor } from '../testing/saved';
import { noMeter, type ScriptedEngine, scriptedEngine } from '../testing/scripted-engine';
import { translate } from '../testing/translator';
import { AppContext } from './app-context';
import { CountView } from './count/count';
import { LabView } from './lab/lab';
import { ResultsView } from './results/results';
import { Status } from './shell/status';
import { Top } from './shell/top';
import { TableView } from './table/table';

let engine: ScriptedEngine;
let now: number;
let frames: (() => void)[];

beforeAll(writeTextsWhole);
beforeEach(() => {
  engine = scriptedEngine();
  now = 0;
  frames = [];
});
afterEach(cleanup);

function counterOf(search: string): App {
  const nextFrame = (callback: () => void) => void frames.push(callback);
  return createApp(hostOf(engine, { search, now: () => now, nextFrame }));
}

function draw(counter: App, View: ComponentType): HTMLElement {
  return render(
    <AppContext.Provider value={counter}>
      <Top />
      <View />
      <Status />
    </AppContext.Provider>,
  ).container as HTMLElement;
}

const said = (root: Element) => root.textContent?.replace(/\s+/g, ' ');

/** What is read is what the attributes say, and nothing that was said before is left. */
function expectRead(root: HTMLElement, counter: App, View: ComponentType) {
  const figures = [...root.querySelectorAll<HTMLElement>('.num:is([data-value], [data-so-far])')];
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    const digits = figure.dataset.value ?? figure.dataset.soFar ?? '';
    expect(figure.textContent?.replace(/[^\d−]/g, '').replace('−', '-')).toBe(digits);
  }
  expect(said(root)).toBe(said(draw(counter, View)));
}

/** Every figure that a reader sees stands where a translator leaves it alone. */
function expectMarked(root: HTMLElement) {
  const open = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const unmarked: string[] = [];
  while (open.nextNode()) {
    const { data, parentElement } = open.currentNode as Text;
    if (parentElement?.closest('[translate="no"], .visually-hidden, title')) continue;
    if (/\d,\d{3}|\d × \d|[+−]\d|K\(/.test(data)) unmarked.push(data);
  }
  expect(unmarked).toEqual([]);
}

const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve))));

it('a count that grows, ends, and gives way to another', async () => {
  const counter = counterOf('?r=5&n=6&engine=enumerate&run');
  const root = draw(counter, CountView);
  await act(async () => engine.ready());
  await expect.poll(() => engine.sent.some(({ type }) => type === 'estimate')).toBe(true);
  await act(async () => {
    const request = engine.sent.findLast((one) => one.type === 'estimate');
    if (request?.type !== 'estimate') throw new Error('nobody asked how long it would take');
    engine.emit(
      estimatesFor(request, (engine) => (engine === 'enumerate' ? 0.01 : Number.POSITIVE_INFINITY)),
    );
  });
  await act(async () =>
    engine.emit({ type: 'started', plan: planFor({ rows: 5, columns: 6 }), meter: noMeter, elapsed: 0 }),
  );
  const reading = { state: 'counting' as const, unitsDone: 0, busySeconds: 1, unit: 0, share: 0.5, rows: [] };
  for (const [i, positive] of [2400n, 3200n].entries()) {
    engine.readings = [{ ...reading, positive, negative: positive - 96n }];
    now = 1000 * (i + 1);
    await expect
      .poll(async () => {
        await act(async () => frames.splice(0).forEach((frame) => void frame()));
        return root.querySelector<HTMLElement>('[data-result=total]')?.dataset.soFar;
      })
      .toBe(String((2n * positive - 96n) * 24n));
    expectRead(root, counter, CountView);
    translate(root);
  }
  for (const shape of [
    { rows: 5, columns: 6 },
    { rows: 6, columns: 6 },
  ]) {
    await act(async () => engine.emit({ type: 'done', results: [resultFor(shape)] }));
    expectRead(root, counter, CountView);
    expectMarked(root);
    translate(root);
    counter.form.texts.value = { ...counter.form.texts.value, rows: '6' };
    await act(async () => counter.count());
  }
});

it('a saved result of one shape and of another', async () => {
  const counter = counterOf('?r=5&n=6');
  const root = draw(counter, CountView);
  for (const rows of [5, 6]) {
    await act(async () => counter.show(savedFor({ rows, columns: 6 })));
    await expect.poll(() => root.querySelectorAll('.num[data-value]').length).toBeGreaterThan(0);
    expectRead(root, counter, CountView);
    expectMarked(root);
    translate(root);
  }
});

it('a cell of the table and another, at every figure', async () => {
  const counter = counterOf('?view=table&r=5&n=6&show=K');
  await counter.results.save([
    resultFor({ rows: 5, columns: 6 }),
    resultFor({ rows: 6, columns: 6 }),
    resultFor({ rows: 5, columns: 7 }),
  ]);
  const root = draw(counter, TableView);
  await settle();
  for (const shape of [
    { rows: 5, columns: 6 },
    { rows: 5, columns: 7 },
    { rows: 6, columns: 6 },
  ])
    for (const figure of ['total', 'difference'] as const) {
      await act(async () => {
        counter.table.chosen.value = shape;
        counter.table.shown.value = figure;
      });
      expectRead(root, counter, TableView);
      expectMarked(root);
      const cell = root.querySelector<HTMLElement>(`[data-cell="${shape.rows},${shape.columns}"]`);
      expect(cell?.textContent).toContain(grouped(cell?.dataset.value ?? '').replace('-', '−'));
      translate(root);
    }
});

it('saved results that are joined by others, presented and left', async () => {
  const counter = counterOf('?view=results');
  const root = draw(counter, ResultsView);
  await settle();
  for (const rows of [5, 6, 3]) {
    await act(() =>
      counter.results.save([{ ...resultFor({ rows, columns: 6 }), date: `2026-11-2${rows}T17:30:00.000Z` }]),
    );
    expectRead(root, counter, ResultsView);
    expectMarked(root);
    translate(root);
  }
  for (const present of [true, false]) {
    await act(async () => {
      counter.present.value = present;
    });
    translate(root);
  }
  expectRead(root, counter, ResultsView);
});

/** All of a report is drawn one after another; the last parts are one of the timeline's, and the seventh answer. */
async function expectAllDrawn(root: HTMLElement): Promise<void> {
  await expect.poll(() => root.textContent).toContain('Every piece of the timeline');
  await expect.poll(() => root.querySelector('#q7')?.textContent).not.toContain('not measured yet');
}

it('a report of the lab, and one with other figures', async () => {
  const counter = counterOf('?view=lab');
  const root = draw(counter, LabView);
  for (const figure of ['7', '8']) {
    const report = labReport();
    report.answers.rates.said.figure = figure;
    await act(async () => {
      counter.lab.report.value = report;
    });
    await expectAllDrawn(root);
    translate(root);
  }
  await settle();
  const other = draw(counter, LabView);
  await expectAllDrawn(other);
  expect(said(root)).toBe(said(other));
});
