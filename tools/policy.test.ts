import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './headers.mjs';
import { withOwnPolicy, withPolicy } from './policy.mjs';

const directives = (policy: string) => policy.split('; ');

const policyIn = (html: string) =>
  /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

it('a document says all that the header says, and does not try to say who may frame it', () => {
  const written = policyIn(withPolicy('<head><meta charset="utf-8"></head>', contentSecurityPolicy));
  expect(directives(written)).toEqual(directives(contentSecurityPolicy));
  expect(written).toContain("script-src 'self' 'wasm-unsafe-eval'");
  // A browser would complain of it.
  expect(written).not.toContain('frame-ancestors');
});

it('the page in one file allows what stands in it, by hash, and nothing from elsewhere', () => {
  const [style, script] = ['a{color:red}', 'const text = "$& $1";\nrun(text)'];
  const html = withOwnPolicy(
    `<head><meta charset="utf-8"><style>${style}</style><script type="module">${script}</script></head>`,
  );
  const policy = policyIn(html);
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(directives(policy)).toContain("default-src 'none'");
  expect(directives(policy)).toContain(`script-src ${hash(script)} 'wasm-unsafe-eval'`);
  expect(directives(policy)).toContain(`style-src ${hash(style)}`);
  expect(directives(policy)).toContain('worker-src blob:');
  expect(directives(policy)).toContain('font-src data:');
  expect(policy).not.toContain('unsafe-inline');
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
});
