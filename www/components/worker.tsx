import './worker.css';
import { EXACT } from './exact';

/** The class that sets a worker's colour; beyond eight the colours repeat and the number tells them apart. */
export function workerClass(worker: number): string {
  return `worker-${(worker % 8) + 1}`;
}

/** Workers are numbered from 0 inside and from 1 on the page. */
export function WorkerSquare({ worker }: { worker: number }) {
  return (
    <span class={`worker-mark ${workerClass(worker)}`} {...EXACT}>
      {worker + 1}
    </span>
  );
}
