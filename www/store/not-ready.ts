import { CANNOT_COUNT, MODULE_STARTING } from '../format/messages';
import type { Engine } from './engine';

/** Why nothing can be counted yet or at all, in one sentence; null if the engine is ready. */
export function notReady({ state, problem }: Pick<Engine, 'state' | 'problem'>): string | null {
  switch (state.value) {
    case 'unsupported':
      return problem.value ?? CANNOT_COUNT;
    case 'starting':
      return MODULE_STARTING;
    case 'ready':
      return null;
  }
}
