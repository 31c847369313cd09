// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCounter } from '../../state/counter';
import { classesResult } from '../../testing/classes';
import { endDrawing, startDrawing } from '../../testing/drawing';
import { resultFor } from '../../testing/results';
import { type ScriptedEngine, scriptedEngine } from '../../testing/scripted-engine';
import { surroundingsOf } from '../../testing/surroundings';
import { CounterContext } from '../counter-context';
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
  const counter = createCounter(surroundingsOf(engine, { search: '?r=all&n=2&engine=enumerate&run' }));
  render(
    <CounterContext.Provider value={counter}>
      <CountView />
    </CounterContext.Provider>,
    root,
  );
  engine.ready();
  await settle();
  const asked = engine.sent.findLast((one) => one.type === 'estimate');
  if (asked?.type !== 'estimate') throw new Error('nothing asked');
  const estimates = asked.shapes.map((shape) => ({
    shape,
    first_columns: 1,
    rectangles: 1,
    seconds: 0.01,
    bytes: 1,
  }));
  engine.emit({ type: 'estimates', id: asked.id, estimates, classesSeconds: asked.ranges.map(() => 0.01) });
  await settle();
  const second = { ...resultFor({ rows: 1, columns: 2 }), rows: 2, published: null };
  for (const result of [resultFor({ rows: 1, columns: 2 }), second]) {
    engine.emit({ type: 'done', result });
    await settle();
  }
  const check = engine.sent.findLast((one) => one.type === 'classes');
  if (check?.type !== 'classes') throw new Error('not checked');
  const result = classesResult(check);
  Object.assign(result.counts[1] ?? {}, { total: '3', positive: '3', negative: '0', published: null });
  engine.emit({ type: 'classesCounted', id: check.id, result });
  await settle();
  expect(root.querySelector<HTMLElement>('[data-state]')?.dataset.state).toBe('failed');
  const alert = root.querySelector('[role="alert"]')?.textContent;
  expect(alert).toContain('The two methods disagree.');
  expect(alert).toContain('Counted by enumeration: 1 (1 even + 0 odd).');
  expect(alert).toContain('Counted by classes: 3 (3 even + 0 odd).');
});
