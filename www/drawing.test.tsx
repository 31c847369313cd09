// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDrawing } from './drawing';
import type { App } from './store/app';
import { createApp } from './store/create-app';
import { columnsProgress } from './testing/classes';
import { endDrawing, startDrawing } from './testing/drawing';
import { hostOf } from './testing/host';
import { planFor, resultFor } from './testing/results';
import { noMeter, type ScriptedEngine, scriptedEngine } from './testing/scripted-engine';
import { AppContext } from './views/app-context';
import { CountView } from './views/count/count';
import { Status } from './views/shell/status';

let root: HTMLElement;
let engine: ScriptedEngine;
let app: App;
/** what was visible after each change of the document, if it differs from before */
let seen: string[];

const small = { rows: 5, columns: 6 };

beforeEach(() => {
  root = startDrawing();
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 16));
  engine = scriptedEngine();
  app = createApp(hostOf(engine, { search: '?r=5&n=6&run', drawing: createDrawing(), isQuick: () => true }));
  render(
    <AppContext.Provider value={app}>
      <CountView />
      <Status />
    </AppContext.Provider>,
    root,
  );
  seen = [];
});
afterEach(() => {
  endDrawing(root);
  vi.unstubAllGlobals();
});

const total = () => root.querySelector<HTMLElement>('[data-result=total]');

async function later(ms: number): Promise<void> {
  for (let i = 0; i < ms; i++) {
    await vi.advanceTimersByTimeAsync(1);
    record();
  }
}

function record(): void {
  const state = root.querySelector<HTMLElement>('[data-state]')?.dataset.state;
  const run = total()?.closest<HTMLElement>('[data-run]')?.dataset.run;
  const now = `${state} ${total()?.dataset.value ?? 'without figures'} ${run ?? ''}`.trim();
  if (seen.at(-1) !== now) seen.push(now);
}

function finish(): void {
  engine.emit({ type: 'started', plan: planFor(small), meter: noMeter, elapsed: 0 });
  engine.emit({ type: 'progress', progress: columnsProgress([]), meter: null });
  engine.emit({ type: 'done', results: [resultFor(small)] });
}

/** Carries out a first count, from the address. */
async function counted(): Promise<void> {
  engine.ready();
  await later(1);
  finish();
  await later(200);
  await endCheck();
  seen = [];
  record();
}

async function endCheck(): Promise<void> {
  engine.emit({ type: 'cancelled', finished: 0, units: 0 });
  await later(1);
}

it('a count that is over in a moment is drawn once, with the number of its run', async () => {
  await counted();
  expect(seen).toEqual(['done 1128960 1']);
  app.form.schedule.value = 'static';
  app.count();
  await later(5);
  finish();
  await later(200);
  expect(seen).toEqual(['done 1128960 1', 'done 1128960 2']);
});

it('a longer one is drawn while it runs', async () => {
  await counted();
  app.count();
  await later(60);
  expect(seen).toEqual(['done 1128960 1', 'running without figures']);
  finish();
  await later(5);
  expect(seen.at(-1)).toBe('done 1128960 2');
});

it('its beginning and its end are announced all the same', async () => {
  await counted();
  const region = root.querySelector('.status [role=status]') as HTMLElement;
  expect(region.textContent).toBe('Done: K(5, 6) is 1,128,960.');
  const write = vi.spyOn(region, 'textContent', 'set');
  app.count();
  await later(5);
  finish();
  await later(100);
  expect(write.mock.calls.flat()).toEqual(['Counting.', 'Done: K(5, 6) is 1,128,960.']);
});

it('what stands below the figures is drawn after them, and that of another shape never stands there', async () => {
  const workers = () => root.querySelector('#wk') !== null;
  engine.ready();
  await later(1);
  finish();
  await later(2);
  expect([total()?.dataset.value, workers()]).toEqual(['1128960', false]);
  await later(100);
  expect(workers()).toBe(true);
  await endCheck();
  app.form.texts.value = { ...app.form.texts.value, rows: '4' };
  app.count();
  engine.emit({ type: 'done', results: [resultFor({ rows: 4, columns: 6 })] });
  await later(2);
  expect([root.querySelector('h2')?.textContent, workers()]).toEqual(['K(4, 6)', false]);
  await later(100);
  expect(workers()).toBe(true);
});

it('the check begins after the figures are drawn, and not where another count has begun', async () => {
  const checks = () =>
    engine.sent.filter((one) => one.type === 'count' && one.request.engine === 'classes').length;
  engine.ready();
  await later(1);
  finish();
  expect(checks()).toBe(0);
  app.count();
  await later(10);
  expect(checks()).toBe(0);
  finish();
  await later(100);
  expect(checks()).toBe(1);
});

it('drawing goes on in a page that is not seen, which has no frames', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  engine.ready();
  await later(1);
  finish();
  await later(150);
  expect(total()?.dataset.value).toBe('1128960');
  expect(root.querySelector('#wk')).not.toBeNull();
});
