import { expect, test } from '@playwright/test';

test.use({ serviceWorkers: 'allow' });

test('two workers count exactly on an isolated page', { tag: ['@firefox', '@quick'] }, async ({
  page,
  baseURL,
}) => {
  const origins = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective));
  });

  const response = await page.goto('./');
  await expect(page.locator('[data-result=total]')).toHaveAttribute('data-value', '1128960');

  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(response?.headers()['content-security-policy']).not.toContain('frame-ancestors');
  expect(response?.headers()['cross-origin-resource-policy']).toBe('cross-origin');
  expect([...origins]).toEqual([new URL(baseURL ?? '').origin]);
  expect(complaints).toEqual([]);
});
