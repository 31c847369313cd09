/** For so long after its start a count is looked at without rest, so that a short one is shown at once. */
const EAGER_MS = 20;
const CALM_MS = 25;

/** Waits until a count that runs since `startedAt` should be looked at again; messages are heard meanwhile. */
export function nextLook(startedAt: number): Promise<void> {
  return performance.now() - startedAt < EAGER_MS ? nextTask() : pause(CALM_MS);
}

/** Waits only until messages that have come are heard. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
