import { beforeEach, expect, it } from 'vitest';
import { createJobs, type Job, type Jobs } from './job';

let log: string[];
let jobs: Jobs;

beforeEach(() => {
  log = [];
  jobs = createJobs();
});

/** A job that is over when it is told to end, or when a test says so. */
function scripted(name: string): Job & { finish(): void } {
  let finish = () => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  log.push(`start ${name}`);
  return {
    fail: (reason) => void log.push(`${name} fails: ${reason}`),
    end(how) {
      log.push(`${name} ${how}`);
      finish();
    },
    save: () => void log.push(`save ${name}`),
    over,
    finish,
  };
}

it('one ends the one in hand, and begins when that is over', async () => {
  await jobs.begin(() => scripted('one'));
  await jobs.begin(() => scripted('two'));
  expect(log).toEqual(['start one', 'one stopped', 'start two']);
});

it('an end that comes while one is being fetched ends it', async () => {
  let fetched = (_: Job) => {};
  const begun = jobs.begin(() => new Promise((resolve) => (fetched = resolve)));
  await Promise.resolve();
  const told = jobs.tell((job) => job.end('paused'));
  await new Promise((resolve) => setTimeout(resolve));
  fetched(scripted('one'));
  await told;
  await (await begun).over;
  expect(log).toEqual(['start one', 'one paused']);
});

it('what could not be started, or went wrong, holds up nothing', async () => {
  const refused = jobs.begin(() => Promise.reject(new Error('It was not fetched.')));
  await expect(refused).rejects.toThrow('It was not fetched.');
  await jobs.tell((job) => job.save());
  const wrong = Promise.reject(new Error('It trapped.'));
  wrong.catch(() => {});
  await jobs.begin(() => ({ ...scripted('one'), over: wrong }));
  await jobs.begin(() => scripted('two'));
  expect(log).toEqual(['start one', 'one stopped', 'start two']);
});

it('nothing was begun as long as nothing was', async () => {
  await jobs.tell((job) => job.save());
  expect(jobs.begun()).toBe(false);
  void jobs.begin(() => scripted('one'));
  expect(jobs.begun()).toBe(true);
});
