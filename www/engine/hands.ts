import type { Executor } from './executors';
import { type HandedOut, MeterField } from './generated';
import type { HandEvent, HandRequest } from './hand-protocol';
import { holding } from './holding';
import type { Counter } from './pkg/latin_rectangles.js';

/** What hands need of the count. */
export type HandedCount = Pick<Counter, 'errand' | 'handOut' | 'takeBack' | 'hear' | 'letGo' | 'cancel'>;

/** A hand that does not hear for so long after a cancel is ended, and another one takes its place at the next count. */
const HEAR_WITHIN_MS = 300;
/** A count is looked at so often at least. */
const LOOK_MS = 25;

type Hand = {
  worker: Worker;
  ready: Promise<void>;
  /** how many units it has */
  held: number;
  /** of a unit so far; null before the first */
  seconds: number | null;
  /** It was ended, and another is started for the next count. */
  ended: boolean;
};

/**
 * Plain workers, each with an instance of the module of its own; what they count is told in messages.
 * Rejects when one of them does not start.
 */
export async function startHands(
  counter: HandedCount,
  workers: number,
  module: WebAssembly.Module,
  start: () => Worker,
): Promise<Executor> {
  let number = 0;
  let left = 0;
  let stopping = false;
  let deaf: ReturnType<typeof setTimeout> | undefined;
  let wake = () => {};
  const hands: Hand[] = [];
  for (let at = 0; at < workers; at++) hands.push(open(at));
  await Promise.all(hands.map(({ ready }) => ready));

  function open(at: number): Hand {
    const worker = start();
    const ready = new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<HandEvent>) => {
        if (data.type === 'ready') resolve();
        else hear(at, data);
      };
      worker.onerror = ({ message }) => reject(new Error(message || 'a worker could not be started'));
    });
    // A count waits for it; one that never comes is missed by the watchdog.
    ready.catch(() => {});
    worker.postMessage({ type: 'open', module } satisfies HandRequest);
    return { worker, ready, held: 0, seconds: null, ended: false };
  }

  function hear(at: number, event: Exclude<HandEvent, { type: 'ready' }>): void {
    const hand = hands[at];
    // Of the count before there may still be something on the way.
    if (!hand || event.number !== number) return;
    if (event.type === 'stopped') letGo(at, hand);
    else {
      const { backs, meter } = event;
      counter.hear(at, meter);
      for (const back of backs) counter.takeBack(at, back);
      hand.held -= backs.length;
      const done = Number(meter[MeterField.UnitsDone]);
      if (done > 0) hand.seconds = Number(meter[MeterField.BusyMicroseconds]) / 1e6 / done;
      if (!stopping) feed(at, hand);
    }
    wake();
  }

  function feed(at: number, hand: Hand): void {
    const missing = holding(hand.seconds, left, workers) - hand.held;
    if (missing <= 0) return;
    // Asked for none, a worker that has none comes to its end.
    const units: HandedOut[] = JSON.parse(counter.handOut(at, missing));
    if (units.length === 0) return;
    left -= units.length;
    hand.held += units.length;
    hand.worker.postMessage({ type: 'units', units } satisfies HandRequest);
  }

  function letGo(at: number, hand: Hand): void {
    hand.held = 0;
    counter.letGo(at);
  }

  function endDeaf(): void {
    for (const [at, hand] of hands.entries()) {
      if (hand.held === 0) continue;
      hand.worker.terminate();
      hand.ended = true;
      letGo(at, hand);
    }
    wake();
  }

  return {
    shared: false,
    begin(units) {
      clearTimeout(deaf);
      number++;
      const mine = number;
      left = units;
      stopping = false;
      const errand = counter.errand();
      for (const [at, before] of hands.entries()) {
        const hand = before.ended ? open(at) : before;
        hands[at] = hand;
        hand.held = 0;
        hand.seconds = null;
        void hand.ready.then(
          () => {
            if (mine !== number || stopping) return;
            hand.worker.postMessage({ type: 'errand', number, errand } satisfies HandRequest);
            feed(at, hand);
          },
          () => {},
        );
      }
    },
    advance: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    cancel() {
      counter.cancel();
      stopping = true;
      for (const [at, hand] of hands.entries()) {
        if (hand.held === 0) letGo(at, hand);
        else hand.worker.postMessage({ type: 'stop' } satisfies HandRequest);
      }
      clearTimeout(deaf);
      deaf = setTimeout(endDeaf, HEAR_WITHIN_MS);
    },
  };
}
