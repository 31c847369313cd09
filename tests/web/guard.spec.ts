import { expect, open, test } from './page';

// What every other test relies on: the guard sees what a page or a worker must not do.

const details = { tag: ['@firefox', '@quick'] };

async function expectSeen(complaints: string[], ...all: RegExp[]): Promise<void> {
  for (const what of all) await expect.poll(() => complaints.join('\n')).toMatch(what);
}

/** An uncaught error and an unhandled rejection. */
function goWrong(): void {
  setTimeout(() => {
    throw new Error('a planted error');
  });
  void Promise.reject(new Error('a planted rejection'));
}

/** A pool worker handles no messages once it works, so it begins after its faults have been reported. */
function beginLater(): void {
  const listen = self.addEventListener.bind(self);
  const later = (type: string, listener: (event: Event) => void) =>
    listen(type, type === 'message' ? (event) => setTimeout(() => listener(event), 500) : listener);
  self.addEventListener = later as typeof self.addEventListener;
}

test('a page without faults has no complaints', details, async ({ page, complaints }) => {
  await open(page, 'r=5&n=6');
  expect(complaints).toEqual([]);
});

test('what a page must not do is seen', details, async ({ page, complaints }) => {
  await open(page, 'r=5&n=6');
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await page.evaluate(goWrong);
  await page.evaluate(() => fetch('http://127.0.0.1:1/').catch(() => {}));
  await expectSeen(
    complaints,
    /policy violated: style-src/,
    /a planted error/,
    /a planted rejection/,
    /a request to http:\/\/127\.0\.0\.1:1|policy violated: connect-src/,
  );
  complaints.length = 0;
});

for (const [name, kind, isolated] of [
  ['the dedicated worker', 'engine', true],
  ['a worker of the pool', 'pool', true],
  ['a worker that shares no memory', 'message', false],
] as const) {
  test.describe(() => {
    test.use({ isolated });
    test(`what ${name} must not do is seen`, details, async ({ page, complaints, inWorker }) => {
      inWorker(goWrong, kind);
      if (kind === 'pool') inWorker(beginLater, kind);
      inWorker(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: this is what the policy must refuse
          // biome-ignore lint/complexity/noCommaOperator: an indirect call is the shortest one
          (0, eval)('1');
        } catch {}
      }, kind);
      await page.goto('./?r=5&n=6&workers=2');
      await expectSeen(
        complaints,
        /policy violated: script-src/,
        /in a worker: .*a planted error/,
        /a planted rejection/,
      );
      complaints.length = 0;
    });
  });
}
