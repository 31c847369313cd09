import { expect, it } from 'vitest';
import { firstScript } from './first-script.mjs';
import { poolScript } from './pool-script.mjs';

type Html = { transformIndexHtml: { handler(html: string, context: object): string } };
type Transform = {
  transform(this: { error(words: string): never }, code: string, id: string): { code: string };
};

const page = '<head>\n    <script type="module" crossorigin src="./assets/index-1.js"></script>\n</head>';

it('the first script runs before that of the page, and waits for nothing', () => {
  const { handler } = (firstScript() as unknown as Html).transformIndexHtml;
  const bundle = { 'assets/first-1.js': { type: 'chunk', name: 'first', fileName: 'assets/first-1.js' } };
  const scripts = [...handler(page, { bundle }).matchAll(/<script[^>]*>/g)].map(([script]) => script);
  expect(scripts).toEqual([
    '<script type="module" async crossorigin src="./assets/first-1.js">',
    '<script type="module" crossorigin src="./assets/index-1.js">',
  ]);
  expect(() => handler(page, { bundle: {} })).toThrow('no first script');
});

it('the script of the pool imports the module at once', () => {
  const { transform } = poolScript() as unknown as Transform;
  const context = {
    error(words: string): never {
      throw new Error(words);
    },
  };
  const later = "  const pkg = await import('../../..');\n  await pkg.default(init);";
  const { code } = transform.call(context, later, '/pkg/workerHelpers.js');
  expect(code.split('\n')[0]).toBe("import * as pkg from '../../..';");
  expect(code).not.toContain('import(');
  expect(() => transform.call(context, 'another way', '/pkg/workerHelpers.js')).toThrow('another way');
});
