import { StartStop } from '../../components/start-stop';
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

/** Starts a run of the table, and cancels it where it was this one that started it. */
export function RunButton({ label, started, start, idle = false, describedBy, primary = false }: Props) {
  const { table } = useApp();
  const run = table.run.value;
  const running = run.state === 'running' ? run : null;
  return (
    <StartStop
      label={label}
      running={running && started(running) ? running : null}
      idle={idle || running !== null || table.blocked.value !== null}
      primary={primary}
      describedBy={describedBy}
      start={start}
      cancel={table.cancel}
    />
  );
}
