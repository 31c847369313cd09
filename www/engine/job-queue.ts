/** A count by any engine, in the dedicated worker, from its request to its end. */
export type Job = {
  /** A worker broke, for this reason. */
  fail(reason: string): void;
  /** 'paused' saves what is done, whatever it is. */
  end(how: 'paused' | 'stopped'): void;
  /** Saves what is done, and goes on. */
  save(): void;
  /** resolves when it is over */
  over: Promise<void>;
};

/** One count at a time. */
export type Jobs = {
  /** Ends the one in progress, and starts another when that is over. */
  begin(start: () => Job): Promise<Job>;
  /** Does something with the one in progress, or with the last one, when it has been started. */
  withCurrent(action: (job: Job) => void): Promise<void>;
  /** One was begun at some time. */
  begun(): boolean;
};

export function createJobs(): Jobs {
  let current: Promise<Job> | undefined;

  async function after(last: Promise<Job> | undefined, start: () => Job): Promise<Job> {
    const before = await last?.catch(() => undefined);
    before?.end('stopped');
    await before?.over.catch(() => {});
    return start();
  }

  return {
    begin(start) {
      current = after(current, start);
      return current;
    },
    async withCurrent(what) {
      const job = await current?.catch(() => undefined);
      if (job) what(job);
    },
    begun: () => current !== undefined,
  };
}
