import './start-stop.css';
import { Sentence } from './exact';

type Props = {
  /** what a press would start */
  label: string;
  /** it has started what runs now, and a press ends that; null where nothing runs or something else does */
  running: { stopping: boolean; label?: string } | null;
  /** it cannot start anything now */
  idle?: boolean;
  /** the one action of its screen */
  primary?: boolean;
  /** submits its form instead of calling `start` */
  submits?: boolean;
  describedBy?: string;
  start?(): void;
  cancel(): void;
};

/** Start and Cancel are one element, so that the focus stays where it is. */
export function StartStop({
  label,
  running,
  idle = false,
  primary = false,
  submits = false,
  describedBy,
  start,
  cancel,
}: Props) {
  const off = running ? running.stopping : idle;
  return (
    <button
      class={`button${primary ? ' go' : ''}${running ? ' stop' : ''}${off ? ' idle' : ''}`}
      type={submits && !running ? 'submit' : 'button'}
      aria-disabled={off}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (off) return;
        if (!running) start?.();
        // The second click of a double click is not a Cancel.
        else if (event.detail <= 1) cancel();
      }}
      onKeyDown={(event) => {
        // Nor is Enter that is held down.
        if (event.repeat) event.preventDefault();
      }}
    >
      <Sentence>{running ? (running.label ?? (running.stopping ? 'Stopping…' : 'Cancel')) : label}</Sentence>
    </button>
  );
}
