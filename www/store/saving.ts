import { type ReadonlySignal, signal } from '@preact/signals';
import type { CheckpointReport } from '../model/generated';
import type { Engine } from './engine';

/** The autosave status of the running count. */
export type Saving = {
  /** why its progress is not saved, in one sentence */
  notSaved: ReadonlySignal<string | null>;
  /** when the last write succeeded, in milliseconds since 1970 */
  savedAt: ReadonlySignal<number | null>;
  /** what the browser has refused to it, in sentences */
  warnings: ReadonlySignal<string[]>;
  /** Another count begins. */
  forget(): void;
};

export type SavingDeps = {
  engine: Pick<Engine, 'listen'>;
  /** milliseconds since 1970 */
  epoch(): number;
  /** Progress was saved, or not, for this reason. */
  onSaved(trouble: string | null): void;
  /** Takes the progress of a count that was paused and could not be saved. */
  onUnsaved(report: CheckpointReport, file: Blob): void;
};

export function createSaving({ engine, epoch, onSaved, onUnsaved }: SavingDeps): Saving {
  const notSaved = signal<string | null>(null);
  const savedAt = signal<number | null>(null);
  const warnings = signal<string[]>([]);

  engine.listen((event) => {
    switch (event.type) {
      case 'saved':
        notSaved.value = event.trouble;
        if (event.trouble === null) savedAt.value = epoch();
        onSaved(event.trouble);
        break;
      case 'unsaved':
        onUnsaved(event.checkpoint, event.file);
        break;
      case 'warning':
        warnings.value = [...warnings.value, event.message];
    }
  });

  return {
    notSaved,
    savedAt,
    warnings,
    forget() {
      notSaved.value = savedAt.value = null;
      warnings.value = [];
    },
  };
}
