import { Sentence } from '../../components/exact';
import type { TableRun } from '../../store/table';
import { useApp } from '../app-context';

type Props = {
  label: string;
  /** whether it was this button that started what runs; then it is the one that cancels */
  started: (run: Extract<TableRun, { state: 'running' }>) => boolean;
  start(): void;
  idle?: boolean;
  describedBy: string;
  primary?: boolean;
};

/** Start and Cancel are one element, so that the focus stays where it is. */
export function RunButton({ label, started, start, idle = false, describedBy, primary = false }: Props) {
  const { table } = useApp();
  const run = table.run.value;
  const running = run.state === 'running';
  const mine = running && started(run);
  const stopping = mine && run.stopping;
  const off = mine ? stopping : idle || running || table.blocked.value !== null;
  return (
    <button
      class={`btn${primary ? ' go' : ''}${mine ? ' stop' : ''}${off ? ' idle' : ''}`}
      type="button"
      aria-disabled={off}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (off) return;
        if (!mine) start();
        // The second click of a double click is not a Cancel.
        else if (event.detail <= 1) table.cancel();
      }}
      onKeyDown={(event) => {
        // Nor is Enter that is held down.
        if (event.repeat) event.preventDefault();
      }}
    >
      <Sentence>{mine ? (stopping ? 'Stopping…' : 'Cancel') : label}</Sentence>
    </button>
  );
}
