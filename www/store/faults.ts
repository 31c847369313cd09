import { signal } from '@preact/signals';

export type Fault = { message: string; report: string };

/** The first error that nobody expected, until it is closed; those that follow are mostly its consequences. */
export const fault = signal<Fault | null>(null);

export function reportFault(thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const message = error.message || error.name;
  console.error(error);
  fault.value ??= {
    message,
    report: error.stack?.includes(message) ? error.stack : `${message}\n${error.stack}`,
  };
}

/** Hears of every error that nothing else has caught, of promises too. */
export function listenForFaults(page: Window): void {
  page.addEventListener('error', ({ error, message, filename }) => {
    // Extensions run in the page, too; and the browser says of a size that it will be looked at in the next frame.
    if (/-extension:/.test(filename) || /^ResizeObserver loop/.test(message)) return;
    reportFault(error ?? message);
  });
  page.addEventListener('unhandledrejection', ({ reason }) => reportFault(reason));
}
