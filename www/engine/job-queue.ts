/** A running count in the dedicated worker. */
export type Job = {
  /** Fails the count, because a worker crashed. */
  fail(reason: string): void;
  /** Ends the count; 'paused' always saves progress. */
  end(how: 'paused' | 'stopped'): void;
  /** Saves progress and continues. */
  save(): void;
  /** resolves when it is over */
  over: Promise<void>;
};

/** Runs one count at a time. */
export type Jobs = {
  /** Stops the current job, and starts another once it is over. */
  begin(start: () => Job): Promise<Job>;
  /** Calls the action with the current or last job, once it has started. */
  withCurrent(action: (job: Job) => void): Promise<void>;
  /** whether any job was ever begun */
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
