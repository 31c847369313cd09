import { endsJob, type JobEvent } from './api';
import { errorMessage, sentence } from './error-message';
import { sharedName, whenReleased } from './job-lock';

/** Lets other tabs watch a running count. */
export type JobBroadcast = {
  /** A tab that starts watching gets `sofar` first. */
  open(sofar: () => JobEvent[]): void;
  publish(event: () => JobEvent): void;
  close(): void;
};

const WATCH = 'watch';

/** The format of the messages; tabs of a version with another format use another channel. */
const FORMAT = 2;
const channelName = (job: string) => sharedName(`${job} ${FORMAT}`);

/** If the browser refuses a channel, now or later, nobody can watch, and `onRefused` gets the reason. */
export function openBroadcast(name: string, onRefused: (why: string) => void = () => {}): JobBroadcast {
  let channel: BroadcastChannel | null = null;
  let watched = false;

  function trying(action: () => void): void {
    try {
      action();
    } catch (error) {
      channel = null;
      onRefused(errorMessage(error));
    }
  }

  trying(() => {
    channel = new BroadcastChannel(channelName(name));
  });
  return {
    open(sofar) {
      if (!channel) return;
      channel.onmessage = ({ data }) => {
        if (data !== WATCH) return;
        watched = true;
        trying(() => {
          for (const event of sofar()) channel?.postMessage(event);
        });
      };
    },
    publish(event) {
      if (watched && channel) trying(() => channel?.postMessage(event()));
    },
    close: () => channel?.close(),
  };
}

/** The last event may arrive after the counting tab has released its lock. */
const LAST_WORD_MS = 500;
/** A counting tab reports progress steadily. Counts polls, not time, so that waking from sleep loses no tab. */
const POLL_EVERY_MS = 1000;
const SILENT_POLLS = 15;

/** Watches a count in another tab until it ends; returns a function that stops watching. */
export function watchJob(name: string, onEvent: (event: JobEvent) => void): () => void {
  let channel: BroadcastChannel | null = null;
  let overdue: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  let silentPolls = 0;

  function stop() {
    clearTimeout(overdue);
    clearInterval(polling);
    release();
    channel?.close();
  }

  function fail(message: string) {
    stop();
    onEvent({ type: 'failed', id: 0, message, finished: 0, units: 0 });
  }

  const release = whenReleased(name, () => {
    overdue = setTimeout(() => fail('The other tab has stopped counting.'), LAST_WORD_MS);
  });
  const polling = setInterval(() => {
    silentPolls++;
    if (silentPolls >= SILENT_POLLS) fail('The other tab does not answer.');
  }, POLL_EVERY_MS);

  try {
    channel = new BroadcastChannel(channelName(name));
    channel.onmessage = ({ data }: MessageEvent<JobEvent | typeof WATCH>) => {
      if (data === WATCH) return;
      silentPolls = 0;
      // When a third tab starts watching, all tabs get the beginning again.
      if (data.type === 'started' && begun) return;
      begun ||= data.type === 'started';
      if (!begun) return;
      if (endsJob(data)) stop();
      onEvent(data);
    };
    channel.postMessage(WATCH);
  } catch (error) {
    fail(`This browser does not let this tab watch another one: ${sentence(errorMessage(error))}`);
  }
  return stop;
}
