import type { Page } from '@playwright/test';

/** That a message worker has run so many units of a phase of a count. */
type Ran = { worker: number; count: number; phase: number; units: number };

declare global {
  var unitsRan: Ran[];
}

/** What makes a message worker tell the page of its units; put it there with `inWorker(tellUnits, 'message')`. */
export function tellUnits(): void {
  const scope = self as typeof globalThis;
  const told = new BroadcastChannel('units');
  const worker = Math.random();
  let phase = 0;
  const post = scope.postMessage.bind(scope);
  scope.postMessage = ((
    message: { type: string; count: number; phases: number; units: number },
    options?: WindowPostMessageOptions,
  ) => {
    if (message.type === 'learnt') phase = message.phases;
    if (message.type === 'results' && message.units > 0)
      told.postMessage({ worker, count: message.count, phase, units: message.units });
    post(message, options);
  }) as typeof scope.postMessage;
}

/** Has the page remember them; call it before the page is opened. */
export const rememberUnits = (page: Page) =>
  page.addInitScript(() => {
    globalThis.unitsRan = [];
    new BroadcastChannel('units').onmessage = ({ data }) => unitsRan.push(data);
  });

/** Of the first count, for each of its phases the units that each worker has run, if any. */
export async function unitsOfPhases(page: Page): Promise<number[][]> {
  const phases: Map<number, number>[] = [];
  for (const { worker, count, phase, units } of await page.evaluate(() => unitsRan)) {
    if (count !== 1) continue;
    phases[phase] ??= new Map();
    const ran = phases[phase];
    ran.set(worker, (ran.get(worker) ?? 0) + units);
  }
  return phases.map((ran) => [...ran.values()]);
}
