import './progress-bar.css';

type Props = {
  /** what is under way, for those who hear it */
  label: string;
  /** 0 to 1; null while it is not known */
  share: number | null;
  done: number;
  of: number;
  /** a tick between two parts, where they are few enough to be told apart */
  ticks?: boolean;
};

/** Parts that can still be told apart on a phone. */
const FEW_TICKS = 60;

/** How much of a measured whole is done. */
export function ProgressBar({ label, share, done, of, ticks = false }: Props) {
  const kind = ticks ? ` ticked${of > FEW_TICKS ? ' fine' : ''}` : '';
  if (share === null) return <div class="progress-bar unknown" />;
  return (
    <div
      class={`progress-bar${kind}`}
      style={ticks ? { '--ticks': String(of) } : {}}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={done}
    >
      <i style={{ '--v': (share * 100).toFixed(2) }} />
    </div>
  );
}

/** Its room while nothing is under way. */
export const NoProgress = () => <div class="progress-bar none" />;
