import { type Page, test } from '@playwright/test';
import { guard } from './guard';
import { expect, open } from './page';

// What every other test relies on: the guard sees what it is there to see.

async function complaintsAbout(page: Page, base: string | undefined, misbehaviour = () => {}) {
  const { complaints, inWorker, ready } = guard(page, new URL(base ?? '').origin);
  inWorker(misbehaviour);
  await ready;
  await open(page, 'r=5&n=6');
  return complaints;
}

const expectSeen = (complaints: string[], what: string | RegExp) =>
  expect.poll(() => complaints.join('\n')).toMatch(what);

test('what a page must not do is seen', async ({ page, baseURL }) => {
  const complaints = await complaintsAbout(page, baseURL);
  expect(complaints).toEqual([]);
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await expectSeen(complaints, /policy violated: style-src/);
  await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('a lost promise'))));
  await expectSeen(complaints, /a lost promise/);
  await page.evaluate(() => fetch('http://127.0.0.1:1/').catch(() => {}));
  await expectSeen(complaints, /a request to http:\/\/127\.0\.0\.1:1|policy violated: connect-src/);
});

test('what a worker must not do is seen', async ({ page, baseURL }) => {
  const complaints = await complaintsAbout(page, baseURL, () => {
    setTimeout(() => Promise.reject(new Error('a lost promise')));
    try {
      // biome-ignore lint/security/noGlobalEval: this is what the policy must refuse
      // biome-ignore lint/complexity/noCommaOperator: an indirect call is the shortest one
      (0, eval)('1');
    } catch {}
  });
  await expectSeen(complaints, /in a worker: policy violated: script-src/);
  await expectSeen(complaints, /in a worker: Error: a lost promise/);
});
