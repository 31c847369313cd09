import { askForLessMemory } from './memory';
import type { MessageEvent as Event, MessageRequest } from './message-protocol';
import { initSync, MessageWorker } from './pkg/latin_rectangles.js';
import { yieldToEvents } from './scheduling';

// A worker with its own instance of the module; it runs the units it is assigned, one after another.

/** Units not begun after so long are returned, even in the middle of another one, as another worker may be idle. */
const RETURN_MS = 20;
/** How often results are posted to the dedicated worker. */
const POST_MS = 50;
/** How long units are run at most before messages are handled. */
const YIELD_MS = 10;

let worker: MessageWorker | undefined;
let count = 0;
/** phases of this count that it has learnt */
let phases = 0;
/** assigned units that it has not begun */
let waiting: number[] = [];
let givenAt = 0;
/** units that it has run and not reported */
let finished = 0;
let postedAt = 0;
let working = false;

const post = (event: Event, transfer: Transferable[] = []) => postMessage(event, { transfer });

self.onmessage = ({ data }: MessageEvent<MessageRequest>) => {
  switch (data.type) {
    case 'start':
      askForLessMemory();
      initSync({ module: data.module });
      worker = new MessageWorker();
      return post({ type: 'ready' });
    case 'open':
      count = data.count;
      phases = finished = 0;
      waiting = [];
      worker?.open(data.settled);
      return;
    case 'learn':
      worker?.learn(data.lesson, postWhenDue);
      phases++;
      return post({ type: 'learnt', count, phases });
    case 'run':
      waiting.push(...data.units);
      givenAt = performance.now();
      // Errors must reach the dedicated worker as error events.
      work().catch((error) => reportError(error));
      return;
    case 'stop':
      waiting = [];
      postResults();
      return post({ type: 'stopped', count });
  }
};

async function work(): Promise<void> {
  if (working) return;
  working = true;
  let yieldedAt = performance.now();
  for (let unit = waiting.shift(); worker && unit !== undefined; unit = waiting.shift()) {
    worker.run(unit, postWhenDue);
    finished++;
    if (waiting.length === 0) postResults();
    else postWhenDue();
    if (performance.now() - yieldedAt < YIELD_MS) continue;
    await yieldToEvents();
    yieldedAt = performance.now();
  }
  working = false;
}

function postWhenDue(): void {
  const now = performance.now();
  if (waiting.length > 0 && now - givenAt >= RETURN_MS) postResults(waiting.splice(0));
  else if (now - postedAt >= POST_MS) postResults();
}

function postResults(notBegun: number[] = []): void {
  if (!worker) return;
  const results = {
    units: finished,
    completed: worker.completed() as Uint8Array<ArrayBuffer>,
    notBegun: Uint32Array.from(notBegun),
    meter: worker.meter() as BigUint64Array<ArrayBuffer>,
  };
  finished = 0;
  postedAt = performance.now();
  post({ type: 'results', count, ...results }, [
    results.completed.buffer,
    results.notBegun.buffer,
    results.meter.buffer,
  ]);
}
