import type { Page } from '@playwright/test';

/** What a test can see and do inside the dedicated worker; put it there with `inWorker(inside)`. */
export function inside(): void {
  const scope = self as typeof globalThis & { Worker: typeof Worker };
  const pool: Worker[] = [];
  scope.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      pool.push(this);
    }
  };

  const memories: WebAssembly.Memory[] = [];
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
  const sizes = new BroadcastChannel('memory');
  const worker = Math.random();
  const post = scope.postMessage.bind(scope);
  scope.postMessage = (message: { type: string; results?: { engine: string }[] }) => {
    const [memory] = memories;
    const engine = message.results?.[0]?.engine;
    if (memory && memories.length === 1)
      sizes.postMessage({ worker, type: message.type, engine, size: memory.buffer.byteLength });
    post(message);
  };

  const channel = new BroadcastChannel('inside');
  channel.onmessage = ({ data }) => {
    if (data === 'break a worker') {
      pool[0]?.terminate();
      channel.postMessage('broken');
    }
    if (data === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
}

/** Terminates one pool worker silently, as a browser short of memory might. */
export const breakWorker = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const channel = new BroadcastChannel('inside');
        channel.onmessage = () => resolve();
        channel.postMessage('break a worker');
      }),
  );

/** Hangs the dedicated worker. */
export const hang = (page: Page) => page.evaluate(() => new BroadcastChannel('inside').postMessage('hang'));

/** The size of a dedicated worker's shared memory in bytes when it posted an event. */
export type MemorySize = { worker: number; type: string; engine?: string; size: number };

declare global {
  var memorySizes: MemorySize[];
}

/** Has the page remember all of them; call it before the page is opened. */
export const rememberMemory = (page: Page) =>
  page.addInitScript(() => {
    globalThis.memorySizes = [];
    new BroadcastChannel('memory').onmessage = ({ data }) => memorySizes.push(data);
  });

/** Those of the one worker that has posted such an event. */
export async function memoryOf(page: Page, type: string): Promise<MemorySize[]> {
  const all = await page.evaluate(() => memorySizes);
  const found = all.find((one) => one.type === type);
  return all.filter(({ worker }) => worker === found?.worker);
}
