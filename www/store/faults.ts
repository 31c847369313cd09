import { signal } from '@preact/signals';

export type Fault = { message: string; report: string };

/** The first unexpected error, until it is dismissed; later ones are mostly its consequences. */
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

/** Reports every uncaught error and unhandled rejection. */
export function listenForFaults(page: Window): void {
  page.addEventListener('error', ({ error, message, filename }) => {
    // Errors of browser extensions, and a harmless notice that a resize is handled in the next frame.
    if (/-extension:/.test(filename) || /^ResizeObserver loop/.test(message)) return;
    reportFault(error ?? message);
  });
  page.addEventListener('unhandledrejection', ({ reason }) => reportFault(reason));
}
