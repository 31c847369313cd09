// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../store/create-app';
import { classesResult } from '../../testing/classes';
import { endDrawing, startDrawing } from '../../testing/drawing';
import { estimatesFor } from '../../testing/estimates';
import { hostOf } from '../../testing/host';
import { resultFor } from '../../testing/results';
import { type ScriptedEngine, scriptedEngine } from '../../testing/scripted-engine';
import { AppContext } from '../app-context';
import { CountView } from './count';
// There already, so that it comes without a wait.
import './shapes';

let engine: ScriptedEngine;
let root: HTMLElement;

const settle = () => vi.advanceTimersByTimeAsync(200);

beforeEach(() => {
  root = startDrawing();
  engine = scriptedEngine();
});
afterEach(() => endDrawing(root));

it('several shapes of which the engines disagree on one fail, and say on which figures', async () => {
  const counter = createApp(hostOf(engine, { search: '?r=all&n=2&engine=enumerate&run' }));
  render(
    <AppContext.Provider value={counter}>
      <CountView />
    </AppContext.Provider>,
    root,
  );
  engine.ready();
  await settle();
  const sent = engine.sent.findLast((one) => one.type === 'estimate');
  if (sent?.type !== 'estimate') throw new Error('nothing requested');
  engine.emit(estimatesFor(sent, () => 0.01));
  await settle();
  const second = { ...resultFor({ rows: 1, columns: 2 }), rows: 2, published: null };
  for (const result of [resultFor({ rows: 1, columns: 2 }), second]) {
    engine.emit({ type: 'done', results: [result] });
    await settle();
  }
  const check = engine.sent.findLast((one) => one.type === 'count');
  if (check?.request.engine !== 'classes') throw new Error('not checked');
  const results = classesResult(check.request);
  Object.assign(results[1] ?? {}, { total: '3', positive: '3', negative: '0', published: null });
  engine.emit({ type: 'done', id: check.id, results });
  await settle();
  expect(root.querySelector<HTMLElement>('[data-state]')?.dataset.state).toBe('failed');
  const alert = root.querySelector('[role="alert"]')?.textContent;
  expect(alert).toContain('The two methods disagree.');
  expect(alert).toContain('Counted by enumeration: 1 (1 even + 0 odd).');
  expect(alert).toContain('Counted by classes: 3 (3 even + 0 odd).');
});
