import type { Executor } from './executors';
import type { MessageEvent as Event, MessageRequest, UnitResults } from './message-protocol';
import type { Counter } from './pkg/latin_rectangles.js';
import { yieldToEvents } from './scheduling';

/** What the pool needs of the count, which assigns units and folds their outputs. */
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

/** A worker that does not respond to a cancel for so long is terminated, and replaced at the next count. */
const RESPOND_WITHIN_MS = 300;
/** How often a count is polled at least. */
const POLL_MS = 25;

type Member = {
  worker: Worker;
  /** Resolves when it has loaded the module. */
  ready: Promise<void>;
  /** how many phases of this count it was taught; null before it has opened the count */
  taught: number | null;
  /** It has learnt all earlier phases, and can be assigned units. */
  joined: boolean;
  /** how many units it has been assigned and not returned */
  assigned: number;
  /** It was terminated, and is replaced at the next count. */
  ended: boolean;
};

/**
 * Workers without shared memory, each with its own instance of the module: units, phase outputs and results go in
 * messages. Rejects if one of them does not start.
 */
export async function startMessagePool(
  counter: PooledCount,
  workers: number,
  module: WebAssembly.Module,
  start: () => Worker,
): Promise<Executor> {
  let count = 0;
  /** how many workers this count has memory for */
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
    // A count waits for it; the watchdog notices one that never starts.
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
    // Messages of the previous count may still arrive.
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

  /** The outputs of a phase are sent before they are folded here, so that all workers fold at the same time. */
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

  /** Assigns units to every worker that has none. */
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

  /** Resolves at the next event of a worker, or after so long. */
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
        members[at] = Object.assign(member, {
          taught: null,
          joined: false,
          assigned: 0,
        } satisfies Partial<Member>);
        if (at < most) join(member, settled);
      }
    },
    async advance() {
      const until = performance.now() + POLL_MS;
      do {
        if (!counter.step()) return false;
        teach();
        deal();
        const there = atWork().filter(([, { joined }]) => joined);
        // No worker has a unit while the count folds, which continues in the next step.
        const folds = there.length > 0 && there.every(([, { assigned: held }]) => held === 0);
        await (folds ? yieldToEvents() : nextEvent(until - performance.now()));
      } while (performance.now() < until);
      return true;
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
