import { type ReadonlySignal, signal } from '@preact/signals';
import type { CheckpointReport } from '../model/generated';
import type { Engine } from './engine';

/** What the engine tells of saving the count in progress, which is one at a time. */
export type Saving = {
  /** why what is done of it is not kept, in one sentence */
  notKept: ReadonlySignal<string | null>;
  /** when the last write that succeeded did, in milliseconds since 1970 */
  savedAt: ReadonlySignal<number | null>;
  /** what it does without, in sentences */
  without: ReadonlySignal<string[]>;
  /** Another count begins. */
  forget(): void;
};

export type SavingDeps = {
  engine: Pick<Engine, 'listen'>;
  /** milliseconds since 1970 */
  epoch(): number;
  /** Something is kept, or is not, for this reason. */
  kept(trouble: string | null): void;
  /** Has what is done of a count that was paused and could not be saved. */
  hold(report: CheckpointReport, file: Blob): void;
};

export function createSaving({ engine, epoch, kept, hold }: SavingDeps): Saving {
  const notKept = signal<string | null>(null);
  const savedAt = signal<number | null>(null);
  const without = signal<string[]>([]);

  engine.listen((event) => {
    switch (event.type) {
      case 'saved':
        notKept.value = event.trouble;
        if (event.trouble === null) savedAt.value = epoch();
        kept(event.trouble);
        break;
      case 'unsaved':
        hold(event.checkpoint, event.file);
        break;
      case 'warning':
        without.value = [...without.value, event.message];
    }
  });

  return {
    notKept,
    savedAt,
    without,
    forget() {
      notKept.value = savedAt.value = null;
      without.value = [];
    },
  };
}
