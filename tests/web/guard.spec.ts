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

test('a page that behaves gives nothing to complain of', async ({ page, baseURL }) => {
  expect(await complaintsAbout(page, baseURL)).toEqual([]);
});

test('a violation of the policy is seen', async ({ page, baseURL }) => {
  const complaints = await complaintsAbout(page, baseURL);
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await expect.poll(() => complaints.join()).toContain('policy violated: style-src');
});

test('an error is seen', async ({ page, baseURL }) => {
  const complaints = await complaintsAbout(page, baseURL);
  await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('a lost promise'))));
  await expect.poll(() => complaints.join()).toContain('a lost promise');
});

test('a request to another origin is seen', async ({ page, baseURL }) => {
  const complaints = await complaintsAbout(page, baseURL);
  await page.evaluate(() => fetch('http://127.0.0.1:1/').catch(() => {}));
  await expect.poll(() => complaints.join()).toMatch(/a request to|policy violated: connect-src/);
});

test('a violation of the policy in a worker is seen', async ({ page, baseURL }) => {
  const complaints = await complaintsAbout(page, baseURL, () => {
    try {
      // biome-ignore lint/security/noGlobalEval: this is what the policy must refuse
      // biome-ignore lint/complexity/noCommaOperator: an indirect call is the shortest one
      (0, eval)('1');
    } catch {}
  });
  await expect.poll(() => complaints.join()).toContain('in a worker: policy violated: script-src');
});

test('an error in a worker is seen', async ({ page, baseURL }) => {
  const complaints = await complaintsAbout(
    page,
    baseURL,
    () => void setTimeout(() => Promise.reject(new Error('a lost promise'))),
  );
  await expect.poll(() => complaints.join()).toContain('in a worker: Error: a lost promise');
});
