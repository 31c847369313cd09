import { expect, it } from 'vitest';
import { activityOf } from './offline';
import { createApp } from './store/app';
import { hostOf } from './testing/host';
import { scriptedEngine } from './testing/scripted-engine';

it('a table that is counted is not ended by a reload, and not lost by one that nobody asked for', () => {
  const engine = scriptedEngine();
  const app = createApp(hostOf(engine, { search: '?view=table' }));
  const { busy, untouched } = activityOf(app);
  engine.ready();
  expect([busy.value, untouched.value]).toEqual([false, true]);
  app.table.fill();
  expect([busy.value, untouched.value]).toEqual([true, false]);
});
