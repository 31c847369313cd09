import './sparkline.css';
import { useMemo } from 'preact/hooks';
import { workerClass } from './worker';

const WIDTH = 240;
const HEIGHT = 48;
const SECONDS = 30;

type Props = { history: { ago: number; rate: number }[]; most: number; worker: number };

/** A rate over the last 30 seconds, from zero; `most` is one scale for all workers. */
export function Sparkline(props: Props) {
  const { history, most, worker } = props;
  return useMemo(() => <Drawing {...props} />, [history, most, worker]);
}

function Drawing({ history, most, worker }: Props) {
  const points = history.map(({ ago, rate }) => {
    const x = WIDTH * (1 - ago / SECONDS);
    const y = HEIGHT - 1 - (most > 0 ? rate / most : 0) * (HEIGHT - 3);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      class={`spark ${workerClass(worker)}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label="Rate over the last 30 seconds"
    >
      <path class="spark-zero" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      <polyline class="spark-line" points={points.join(' ')} />
    </svg>
  );
}
