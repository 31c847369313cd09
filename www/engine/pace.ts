/** Between two looks there is a rest of a twentieth of its time, within these bounds. */
const REST_SHARE = 1 / 20;
const SHORTEST_REST_MS = 25;
const LONGEST_REST_MS = 80;

/** Waits until a count that runs since `startedAt` should be looked at again; messages are heard meanwhile. */
export function nextLook(startedAt: number): Promise<void> {
  const since = performance.now() - startedAt;
  return pause(Math.min(LONGEST_REST_MS, Math.max(SHORTEST_REST_MS, since * REST_SHARE)));
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
