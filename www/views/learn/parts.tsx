import type { ComponentChildren } from 'preact';
import { EXACT } from '../../components/exact';
import { useApp } from '../app-context';
import type { Answered } from './answer';

/** A sentence or two above the picture; not in projector size. */
export function Say({ children }: { children: ComponentChildren }) {
  return <p class="learn-say">{children}</p>;
}

/** A question to the reader below the picture, with what it needs to be answered. */
export function Try({ children }: { children: ComponentChildren }) {
  return (
    <section class="learn-try" aria-label="Try it yourself">
      {children}
    </section>
  );
}

/** What stands in place of an answer that is not there: nothing for a moment, or why there is none. */
export function Missing({ of }: { of: Answered<unknown> }) {
  const { engine } = useApp();
  if (of.state === 'failed') return <p class="learn-say learn-failed">{of.message}</p>;
  const why = engine.state.value === 'starting' ? 'The engine is starting.' : 'Computing…';
  return of.state === 'waiting' ? <p class="note learn-waiting">{why}</p> : null;
}

/** Even or odd, with its mark. */
export function SignWord({ sign }: { sign: number }) {
  return (
    <span class={sign > 0 ? 'plus' : 'minus'}>
      <span class="num" {...EXACT}>
        {sign > 0 ? '+' : '−'}
      </span>{' '}
      {sign > 0 ? 'even' : 'odd'}
    </span>
  );
}

/** Why a step has nothing to do for this shape. */
export function NothingToDo({ children }: { children: ComponentChildren }) {
  return <p class="learn-say learn-nothing">{children}</p>;
}
