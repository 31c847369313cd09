import type { HandedOut } from './generated';
import type { HandEvent, HandRequest } from './hand-protocol';
import { askForLessMemory } from './memory';
import { nextTask } from './pace';
import { initSync, PlainHand } from './pkg/latin_rectangles.js';

// A plain worker with an instance of the module of its own: counts the units it is given, one after another.

/** So often the dedicated worker is told, in the middle of a unit too. */
const TELL_MS = 50;
/** At most so long units are counted without hearing. */
const HEAR_MS = 10;

let hand: PlainHand | undefined;
let number = 0;
const queue: HandedOut[] = [];
const backs: string[] = [];
let toldAt = 0;
let working = false;

const say = (event: HandEvent, transfer: Transferable[] = []) => postMessage(event, { transfer });

self.onmessage = ({ data }: MessageEvent<HandRequest>) => {
  switch (data.type) {
    case 'open':
      askForLessMemory();
      initSync({ module: data.module });
      return say({ type: 'ready' });
    case 'errand':
      queue.length = 0;
      backs.length = 0;
      number = data.number;
      hand?.free();
      hand = new PlainHand(data.errand);
      return;
    case 'units':
      queue.push(...data.units);
      // What is thrown must reach the dedicated worker as an error event.
      work().catch((error) => reportError(error));
      return;
    case 'stop':
      queue.length = 0;
      tell();
      return say({ type: 'stopped', number });
  }
};

async function work(): Promise<void> {
  if (working) return;
  working = true;
  let heardAt = performance.now();
  for (let unit = queue.shift(); hand && unit; unit = queue.shift()) {
    backs.push(hand.run(JSON.stringify(unit), tellSometimes));
    if (queue.length === 0) tell();
    else tellSometimes();
    if (performance.now() - heardAt < HEAR_MS) continue;
    await nextTask();
    heardAt = performance.now();
  }
  working = false;
}

function tellSometimes(): void {
  if (performance.now() - toldAt >= TELL_MS) tell();
}

function tell(): void {
  if (!hand) return;
  const meter = hand.meter() as BigUint64Array<ArrayBuffer>;
  say({ type: 'told', number, backs: backs.splice(0), meter }, [meter.buffer]);
  toldAt = performance.now();
}
