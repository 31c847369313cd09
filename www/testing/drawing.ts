import { options, render } from 'preact';
import { vi } from 'vitest';

const { debounceRendering, requestAnimationFrame } = options;
const usual = { debounceRendering, requestAnimationFrame };

/** A root element under fake timers; Preact draws when they advance. */
export function startDrawing(): HTMLElement {
  vi.useFakeTimers();
  const later = (callback: () => void) => void setTimeout(callback, 0);
  options.debounceRendering = later;
  options.requestAnimationFrame = later;
  const root = document.createElement('div');
  document.body.append(root);
  return root;
}

export function endDrawing(root: HTMLElement): void {
  render(null, root);
  root.remove();
  vi.useRealTimers();
  Object.assign(options, usual);
}
