/** The workers that a pool starts inside this one; wasm-bindgen-rayon does not expose its own list. */
export type PoolWorkers = {
  /** Terminates them all at once. */
  end(): void;
};

/** Tracks every worker started here from now on; calls back when one crashes, or posts its first message. */
export function watchPoolWorkers(onBreak: (message: string) => void, onArrive: () => void): PoolWorkers {
  const started: Worker[] = [];
  const scope = self as typeof globalThis & { Worker: typeof Worker };
  const Original = scope.Worker;
  scope.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      started.push(this);
      this.addEventListener('message', onArrive, { once: true });
      this.addEventListener('error', (event) => {
        event.preventDefault();
        onBreak(`worker ${started.indexOf(this) + 1} crashed${event.message ? `: ${event.message}` : ''}`);
      });
    }
  };
  return {
    end() {
      for (const worker of started) worker.terminate();
      started.length = 0;
    },
  };
}
