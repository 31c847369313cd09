import { ownName } from '../lib/place';
import { whenReleased } from './claim';
import type { Event } from './protocol';

/** Where other tabs can watch a running count. */
export type Stage = {
  /** Whoever begins to watch gets `sofar` first. */
  open(sofar: () => Event[]): void;
  tell(event: () => Event): void;
  close(): void;
};

const WATCH = 'watch';

export function openStage(name: string): Stage {
  const channel = new BroadcastChannel(ownName(name));
  let watched = false;
  return {
    open(sofar) {
      channel.onmessage = ({ data }) => {
        if (data !== WATCH) return;
        watched = true;
        for (const event of sofar()) channel.postMessage(event);
      };
    },
    tell(event) {
      if (watched) channel.postMessage(event());
    },
    close: () => channel.close(),
  };
}

/** The last word of the tab that counts may come after it has given the job back. */
const LAST_WORD_MS = 500;

/** Hears of a count in another tab until it ends; returns the function that stops watching. */
export function watchJob(name: string, hear: (event: Event) => void): () => void {
  const channel = new BroadcastChannel(ownName(name));
  let late: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  const release = whenReleased(name, () => {
    late = setTimeout(() => {
      stop();
      hear({ type: 'failed', message: 'The other tab does not count it any more.', finished: 0, units: 0 });
    }, LAST_WORD_MS);
  });
  function stop() {
    clearTimeout(late);
    release();
    channel.close();
  }
  channel.onmessage = ({ data }: MessageEvent<Event | typeof WATCH>) => {
    if (data === WATCH) return;
    // A third tab that begins to watch lets all hear the beginning again.
    if (data.type === 'started' && begun) return;
    begun ||= data.type === 'started';
    if (!begun) return;
    if (data.type === 'done' || data.type === 'cancelled' || data.type === 'failed') stop();
    hear(data);
  };
  channel.postMessage(WATCH);
  return stop;
}
