import type { Event, Request } from '../engine/api';

/** Dedicated workers that do only what a test tells them to; a test mocks `start-worker` with `startWorker`. */
export class FakeWorker {
  static all: FakeWorker[] = [];
  onmessage: (message: { data: Event }) => void = () => {};
  onerror: (event: { message: string; preventDefault(): void }) => void = () => {};
  onmessageerror: () => void = () => {};
  sent: Request[] = [];
  ended = false;

  constructor() {
    FakeWorker.all.push(this);
  }

  static start = () => new FakeWorker() as unknown as Worker;

  static at(index: number): FakeWorker {
    const found = FakeWorker.all[index];
    if (!found) throw new Error(`no worker ${index} was started`);
    return found;
  }

  postMessage(request: Request): void {
    this.sent.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  emit(...events: Event[]): void {
    // What is ended says nothing.
    if (!this.ended) for (const data of events) this.onmessage({ data });
  }

  break(message: string): void {
    this.onerror({ message, preventDefault: () => {} });
  }

  options() {
    const [first] = this.sent;
    if (first?.type !== 'open') throw new Error('it was not opened');
    const { type, ...options } = first;
    return options;
  }
}
