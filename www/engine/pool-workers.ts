/** The workers that a pool starts inside this one: wasm-bindgen-rayon keeps its own list to itself. */
export type PoolWorkers = {
  /** Ends them all at once. */
  end(): void;
};

/** From now on knows every worker that is started here, and tells when one of them breaks, or says its first word. */
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
