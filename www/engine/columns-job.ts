import { jobName } from '../lib/unfinished-record';
import type { CountRequest, FinishedUnit, Plan, ProgressReport } from './generated';
import type { Method } from './job';
import { copyMeter } from './meter';
import type { Engine } from './open';
import type { JobNews, MeterSource } from './protocol';

/** Counts first columns, with whoever is there for that. */
export function byColumns({ module, counter, executor, memory }: Engine, request: CountRequest): Method {
  let plan: Plan;
  let source: MeterSource;
  /** units that were told of */
  const all: FinishedUnit[] = [];
  let recent: FinishedUnit[] = [];
  const copy = () => copyMeter(source);

  const started = (meter: MeterSource, elapsed = 0): JobNews => ({ type: 'started', plan, meter, elapsed });

  return {
    name: jobName(request.shape, request.engine),
    keptWhenLong: true,
    start(checkpoint) {
      plan = JSON.parse(counter.start(JSON.stringify({ ...request, checkpoint })));
      source = meterOf(module, counter, memory, plan.workers);
      executor.begin();
    },
    // shared memory is seen by the page itself; other memory is copied for it again and again
    started: () => started(executor.shared ? source : copy()),
    look() {
      const report: ProgressReport = JSON.parse(counter.progress());
      recent.push(...report.finished);
      return { state: report.state, done: report.done, units: plan.units.length };
    },
    news() {
      const finished = recent;
      all.push(...finished);
      recent = [];
      return {
        here: { type: 'progress', finished, meter: executor.shared ? null : copy() },
        elsewhere: () => ({ type: 'progress', finished, meter: copy() }),
      };
    },
    sofar: (elapsed) => [started(copy(), elapsed), { type: 'progress', finished: all, meter: copy() }],
    advance: executor.advance,
    cancel: executor.cancel,
    result: () => ({ type: 'done', result: JSON.parse(counter.result()) }),
    leavesMore: () => false,
  };
}

function meterOf(
  module: Engine['module'],
  counter: Engine['counter'],
  { buffer }: WebAssembly.Memory,
  workers: number,
): MeterSource {
  const offset = counter.meterAddress();
  if (offset === undefined) throw new Error('no count has a meter');
  return { buffer, offset, workers, words: module.Counter.meterWords() };
}
