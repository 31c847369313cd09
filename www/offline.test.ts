import { expect, it } from 'vitest';
import { activityOf } from './offline';
import { createApp } from './store/create-app';
import { hostOf } from './testing/host';
import { scriptedEngine } from './testing/scripted-engine';

it('a running table is not interrupted by a reload, and a finished one not lost by an automatic one', () => {
  const engine = scriptedEngine();
  const app = createApp(hostOf(engine, { search: '?view=table' }));
  const { busy, untouched } = activityOf(app);
  engine.ready();
  expect([busy.value, untouched.value]).toEqual([false, true]);
  app.table.fill();
  expect([busy.value, untouched.value]).toEqual([true, false]);
});
