import { act, render } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import type { LearnAnswer, LearnRequest } from '../model/generated';
import type { App } from '../store/app';
import { createApp } from '../store/create-app';
import type { LearnName } from '../store/learn-answers';
import { AppContext } from '../views/app-context';
import { hostOf } from './host';
import { type ScriptedEngine, scriptedEngine } from './scripted-engine';

/** A part of the walk on a page, with an engine that a test answers for. */
export type LearnPage = {
  app: App;
  engine: ScriptedEngine;
  root: HTMLElement;
  /** Lets pending promises and timers of no time settle. */
  settle(): Promise<void>;
  requests(): LearnRequest[];
  /** Answers the last request of that name. */
  answer(name: LearnName, value: unknown): Promise<void>;
  text(selector: string): string;
  figure(name: string): string | null;
  button(name: string): HTMLButtonElement;
};

export function openLearn(Page: ComponentType, workers = 2): LearnPage {
  const engine = scriptedEngine();
  const app = createApp(hostOf(engine, { search: '?view=learn' }));
  engine.ready(workers);
  const root = render(
    <AppContext.Provider value={app}>
      <Page />
    </AppContext.Provider>,
  ).container as HTMLElement;
  const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  const calls = () => engine.sent.flatMap((one) => (one.type === 'learn' ? [one] : []));
  const buttons = () => [...root.querySelectorAll('button')];
  return {
    app,
    engine,
    root,
    settle,
    requests: () => calls().map(({ request }) => request),
    async answer(name, value) {
      await settle();
      const call = calls().findLast(({ request }) => name in request);
      if (!call) throw new Error(`nobody asked for ${name}`);
      engine.emit({ type: 'learned', id: call.id, answer: { [name]: value } as LearnAnswer });
      await settle();
    },
    text: (selector) => root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ') ?? '',
    figure: (name) => root.querySelector<HTMLElement>(`[data-result="${name}"]`)?.dataset.value ?? null,
    button(name) {
      const found = buttons().find(
        (one) => one.textContent?.trim() === name || one.getAttribute('aria-label') === name,
      );
      if (!found) throw new Error(`there is no button ${name}`);
      return found;
    },
  };
}
