import type { Executor } from './executors';
import type { MessageEvent as Event, MessageRequest, UnitResults } from './message-protocol';
import type { Counter } from './pkg/latin_rectangles.js';
import { yieldToEvents } from './scheduling';

/** What the pool needs of the count, which deals the units and folds what they gave. */
export type PooledCount = Pick<
  Counter,
  | 'settledRequest'
  | 'workersOfCount'
  | 'lessons'
  | 'lesson'
  | 'assign'
  | 'complete'
  | 'takeBack'
  | 'syncMeter'
  | 'release'
  | 'cancel'
  | 'step'
>;

/** A worker that does not hear for so long after a cancel is ended, and another one takes its place at the next count. */
const RESPOND_WITHIN_MS = 300;
/** A count is looked at so often at least. */
const POLL_MS = 25;

type Member = {
  worker: Worker;
  /** It has the module. */
  ready: Promise<void>;
  /** how many phases of this count it was told; null before it has opened the count */
  taught: number | null;
  /** It has learnt all that there was when it came, and is dealt units. */
  joined: boolean;
  /** how many units it has */
  assigned: number;
  /** It was ended, and another is started for the next count. */
  ended: boolean;
};

/**
 * Workers without shared memory, each with an instance of the module of its own: what they run, learn and give goes in
 * messages. Rejects when one of them does not start.
 */
export async function startMessagePool(
  counter: PooledCount,
  workers: number,
  module: WebAssembly.Module,
  start: () => Worker,
): Promise<Executor> {
  let count = 0;
  /** those that this count has memory for */
  let most = 0;
  let stopping = false;
  let unresponsive: ReturnType<typeof setTimeout> | undefined;
  let wake = () => {};
  const members: Member[] = [];
  for (let at = 0; at < workers; at++) members.push(open(at));
  await Promise.all(members.map(({ ready }) => ready));

  const atWork = () => [...members.entries()].slice(0, most);

  function open(at: number): Member {
    const worker = start();
    const ready = new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Event>) => {
        if (data.type === 'ready') resolve();
        else onEvent(at, data);
      };
      worker.onerror = ({ message }) => reject(new Error(message || 'a worker could not be started'));
    });
    // A count waits for it; one that never comes is missed by the watchdog.
    ready.catch(() => {});
    send(worker, { type: 'start', module });
    return { worker, ready, taught: null, joined: false, assigned: 0, ended: false };
  }

  function join(member: Member, settled: string): void {
    const mine = count;
    void member.ready.then(
      () => {
        if (mine !== count || stopping) return;
        send(member.worker, { type: 'open', count, settled });
        member.taught = 0;
        teach();
        member.joined = member.taught === 0;
        deal();
      },
      () => {},
    );
  }

  function onEvent(at: number, event: Exclude<Event, { type: 'ready' }>): void {
    const member = members[at];
    // Of the count before there may still be something on the way.
    if (!member || event.count !== count) return;
    switch (event.type) {
      case 'stopped':
        release(at, member);
        break;
      case 'learnt':
        member.joined ||= event.phases === member.taught;
        deal();
        break;
      case 'results':
        takeResults(at, member, event);
        teach();
        deal();
    }
    wake();
  }

  function takeResults(at: number, member: Member, { units, completed, notBegun, meter }: UnitResults): void {
    counter.syncMeter(at, meter);
    if (units > 0) counter.complete(at, completed);
    if (notBegun.length > 0) counter.takeBack(at, notBegun);
    member.assigned -= units + notBegun.length;
  }

  /** What a phase gave is told before it is folded here, so that all fold at the same time. */
  function teach(): void {
    const lessons = counter.lessons();
    const learners = members.filter((member) => member.taught !== null && member.taught < lessons);
    for (let phase = 0; learners.length > 0 && phase < lessons; phase++) {
      const behind = learners.filter((member) => member.taught === phase);
      const lesson = behind.length > 0 && counter.lesson(phase);
      if (!lesson) continue;
      for (const member of behind) {
        send(member.worker, { type: 'learn', lesson });
        member.taught = phase + 1;
      }
    }
  }

  /** Units for everybody who has none. */
  function deal(): void {
    if (stopping) return;
    for (const [at, member] of atWork()) {
      if (!member.joined || member.assigned > 0) continue;
      const units = counter.assign(at) as Uint32Array<ArrayBuffer>;
      member.assigned = units.length;
      if (units.length > 0) send(member.worker, { type: 'run', units }, [units.buffer]);
    }
  }

  function release(at: number, member: Member): void {
    member.assigned = 0;
    counter.release(at);
  }

  function endUnresponsive(): void {
    for (const [at, member] of atWork()) {
      if (member.assigned === 0) continue;
      member.worker.terminate();
      member.ended = true;
      release(at, member);
    }
    wake();
  }

  /** Resolves when a worker has said something, or after so long. */
  function nextEvent(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    shared: false,
    begin() {
      clearTimeout(unresponsive);
      count++;
      stopping = false;
      most = counter.workersOfCount();
      const settled = counter.settledRequest();
      for (const [at, before] of members.entries()) {
        const member = before.ended ? open(at) : before;
        members[at] = Object.assign(member, { told: null, joined: false, held: 0 });
        if (at < most) join(member, settled);
      }
    },
    async advance() {
      const until = performance.now() + POLL_MS;
      do {
        if (!counter.step()) return;
        teach();
        deal();
        const there = atWork().filter(([, { joined }]) => joined);
        // Nobody has a unit while the count folds, which goes on in the next step.
        const folds = there.length > 0 && there.every(([, { assigned: held }]) => held === 0);
        await (folds ? yieldToEvents() : nextEvent(until - performance.now()));
      } while (performance.now() < until);
    },
    cancel() {
      counter.cancel();
      stopping = true;
      for (const [at, member] of atWork()) {
        if (member.assigned === 0) release(at, member);
        else send(member.worker, { type: 'stop' });
      }
      clearTimeout(unresponsive);
      unresponsive = setTimeout(endUnresponsive, RESPOND_WITHIN_MS);
      wake();
    },
  };
}

function send(worker: Worker, request: MessageRequest, transfer: Transferable[] = []): void {
  worker.postMessage(request, transfer);
}
