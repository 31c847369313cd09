import { beforeEach, expect, it } from 'vitest';
import { createJobs, type Job, type Jobs } from './job-queue';

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

it('one ends the one in progress, and begins when that is over', async () => {
  await jobs.begin(() => scripted('one'));
  await jobs.begin(() => scripted('two'));
  expect(log).toEqual(['start one', 'one stopped', 'start two']);
});

it('an end that comes while one waits for another ends it when it has been started', async () => {
  const one = scripted('one');
  let over = () => {};
  await jobs.begin(() => ({ ...one, over: new Promise<void>((resolve) => (over = resolve)) }));
  const begun = jobs.begin(() => scripted('two'));
  const ending = jobs.withCurrent((job) => job.end('paused'));
  await new Promise((resolve) => setTimeout(resolve));
  over();
  await ending;
  await (await begun).over;
  expect(log).toEqual(['start one', 'one stopped', 'start two', 'two paused']);
});

it('what could not be started, or went wrong, holds up nothing', async () => {
  const refused = jobs.begin(() => {
    throw new Error('It was not started.');
  });
  await expect(refused).rejects.toThrow('It was not started.');
  await jobs.withCurrent((job) => job.save());
  const wrong = Promise.reject(new Error('It trapped.'));
  wrong.catch(() => {});
  await jobs.begin(() => ({ ...scripted('one'), over: wrong }));
  await jobs.begin(() => scripted('two'));
  expect(log).toEqual(['start one', 'one stopped', 'start two']);
});

it('nothing was begun as long as nothing was', async () => {
  await jobs.withCurrent((job) => job.save());
  expect(jobs.begun()).toBe(false);
  void jobs.begin(() => scripted('one'));
  expect(jobs.begun()).toBe(true);
});
