import { expect, expectState, goButton, test } from './page';

const cases: { name: string; worker: () => void; message: string }[] = [
  {
    name: 'no SIMD',
    worker: () => {
      WebAssembly.validate = () => false;
    },
    message: 'This browser is too old: it lacks WebAssembly SIMD. Please update it.',
  },
  {
    name: 'no WebAssembly',
    worker: () => {
      Object.defineProperty(globalThis, 'WebAssembly', { value: undefined });
    },
    message: 'This browser does not support WebAssembly, which this page needs.',
  },
  {
    name: 'a module that cannot be compiled',
    worker: () => {
      const refuse = () => Promise.reject(new WebAssembly.CompileError('not today'));
      // Fetched by the worker, or given by the page.
      Object.assign(WebAssembly, { instantiateStreaming: refuse, instantiate: refuse });
    },
    message: 'The engine could not start: not today',
  },
];

for (const { name, worker, message } of cases) {
  test(`${name}: the page shows that and does not break`, { tag: '@quick' }, async ({ page, inWorker }) => {
    inWorker(worker);
    await page.goto('./');
    await expect(page.getByRole('alert')).toHaveText(`This browser cannot count. ${message}`);
    await expect(page.getByRole('contentinfo')).toContainText('cannot count here');
    await expect(goButton(page)).toHaveCount(0);
    await page.locator('#rows').fill('4');
    await page.locator('#rows').press('Enter');
    await expectState(page, 'idle');
    await expect(page.locator('[data-value]')).toHaveCount(0);
  });
}
