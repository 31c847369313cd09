// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { fault, listenForFaults } from './faults';

listenForFaults(window);
beforeEach(() => {
  fault.value = null;
  vi.spyOn(console, 'error').mockReturnValue();
});

const rejection = (reason: unknown) => Object.assign(new Event('unhandledrejection'), { reason });
const failure = (error: unknown, filename = 'https://example.org/page.js') =>
  Object.assign(new Event('error'), { error, message: String(error), filename });

it('a rejected promise that nobody has waited for is told like an error', () => {
  window.dispatchEvent(rejection(new Error('nothing there')));
  expect(fault.value).toMatchObject({ message: 'nothing there' });
  expect(fault.value?.report).toContain('nothing there');
  fault.value = null;
  window.dispatchEvent(rejection('no reason'));
  expect(fault.value).toMatchObject({ message: 'no reason' });
  fault.value = null;
  window.dispatchEvent(failure(new Error('wrong')));
  expect(fault.value).toMatchObject({ message: 'wrong' });
});

it('the first error stays, and those of extensions are not the page’s', () => {
  window.dispatchEvent(failure(new Error('theirs'), 'chrome-extension://abc/content.js'));
  expect(fault.value).toBeNull();
  window.dispatchEvent(failure(new Error('first')));
  window.dispatchEvent(failure(new Error('second')));
  expect(fault.value).toMatchObject({ message: 'first' });
});
