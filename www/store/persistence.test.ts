import { expect, it, vi } from 'vitest';
import { hostOf } from '../testing/host';
import { resultFor } from '../testing/results';
import { scriptedEngine } from '../testing/scripted-engine';
import { createApp } from './create-app';
import { createPersistence } from './persistence';

it.each([
  [true, 'promised'],
  [false, 'refused'],
])('is requested once, and answered (%s)', async (answer, state) => {
  const persist = vi.fn(async () => answer);
  const persistence = createPersistence({ persisted: async () => false, persist });
  await persistence.check();
  expect(persistence.state.value).toBe('unknown');
  await Promise.all([persistence.request(), persistence.request()]);
  await persistence.request();
  expect(persist).toHaveBeenCalledTimes(1);
  expect(persistence.state.value).toBe(state);
});

it('is not requested if it is promised already', async () => {
  const persist = vi.fn(async () => true);
  const persistence = createPersistence({ persisted: async () => true, persist });
  await persistence.request();
  expect(persist).not.toHaveBeenCalled();
  expect(persistence.state.value).toBe('promised');
});

it('may be impossible', async () => {
  const no = () => Promise.reject(new TypeError('no storage'));
  const persistence = createPersistence({ persisted: no, persist: no });
  await persistence.request();
  expect(persistence.state.value).toBe('impossible');
});

it('is requested when a long count is saved, or a result, and not before', async () => {
  for (const saves of ['progress', 'result']) {
    const engine = scriptedEngine();
    const persist = vi.fn(async () => true);
    const app = createApp(hostOf(engine, { persist }));
    await app.results.refresh();
    engine.emit({ type: 'saved', trouble: 'The database is full.' });
    await app.persistence.check();
    expect(persist).not.toHaveBeenCalled();
    if (saves === 'progress') engine.emit({ type: 'saved', trouble: null });
    else await app.results.save([resultFor({ rows: 5, columns: 6 })]);
    await vi.waitFor(() => expect(app.persistence.state.value).toBe('promised'));
  }
});
