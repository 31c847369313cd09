import { useEffect, useState } from 'preact/hooks';
import { ColumnStack } from '../../components/column';
import { Exact } from '../../components/exact';
import { WorkerSquare } from '../../components/worker';
import { CANNOT_COUNT, MODULE_STARTING } from '../../format/messages';
import { aboutCount, plural, timeText } from '../../format/units';
import type { ColumnsPlan, FinishedUnit, Shape } from '../../model/generated';
import { columnName, shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { columnsAt, type Turns, turnsOf } from './turns';

type Counted =
  | { state: 'idle' }
  | { state: 'running' }
  | { state: 'failed'; message: string }
  | { state: 'done'; turns: Turns };

/** A count of the shape by enumeration, played back slowly. */
export function WhoTakesWhat({ shape }: { shape: Shape }) {
  const { counts, engine, learn } = useApp();
  const [counted, setCounted] = useState<Counted>({ state: 'idle' });
  const running = counted.state === 'running';
  const blocked = running ? null : (unready(engine.state.value) ?? learn.cannotMeasure.value);

  async function count() {
    let plan: ColumnsPlan | null = null;
    let finished: FinishedUnit[] = [];
    setCounted({ state: 'running' });
    const { rows, columns } = shape;
    const end = await counts.count({
      requests: [
        {
          engine: 'enumerate',
          columns,
          from: rows,
          to: rows,
          schedule: 'dynamic',
          options: {},
          figure: null,
          keep: false,
        },
      ],
      onUpdate(update) {
        if (update.type === 'started') plan = update.plan.by_column;
        if (update.type === 'progress') finished = [...finished, ...update.progress.finished];
      },
    });
    if (end.state === 'done' && plan) return setCounted({ state: 'done', turns: turnsOf(plan, finished) });
    setCounted(end.state === 'failed' ? end : { state: 'idle' });
  }

  return (
    <>
      <p class="parallel-count">
        <button
          class="button go"
          type="button"
          aria-disabled={running || blocked !== null}
          onClick={() => {
            if (!running && blocked === null) void count();
          }}
        >
          Count <Exact>{shapeName(shape)}</Exact> here
        </button>{' '}
        <span class="note">
          {blocked ??
            (counted.state === 'done'
              ? ''
              : 'By enumeration, with the workers of this page; then played slowly.')}
        </span>
      </p>
      {counted.state === 'failed' && <p role="alert">{counted.message}</p>}
      {counted.state === 'done' && <Slowly turns={counted.turns} />}
    </>
  );
}

function unready(state: 'starting' | 'ready' | 'unsupported'): string | null {
  if (state === 'ready') return null;
  return state === 'starting' ? MODULE_STARTING : CANNOT_COUNT;
}

/** Pictures from the beginning to the end. */
const FRAMES = 32;
const FRAME_MS = 250;

function Slowly({ turns }: { turns: Turns }) {
  const [frame, setFrame] = useState(FRAMES);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (frame >= FRAMES) return setPlaying(false);
    const timer = setTimeout(() => setFrame(frame + 1), FRAME_MS);
    return () => clearTimeout(timer);
  }, [playing, frame]);
  const slower = (FRAMES * FRAME_MS) / 1000 / turns.end;
  return (
    <div class="slowly">
      <p class="slowly-controls">
        <button
          class="button"
          type="button"
          onClick={() => {
            if (!playing) setFrame(0);
            setPlaying(!playing);
          }}
        >
          {playing ? 'Stop' : 'Play slowly'}
        </button>
        <label>
          Time{' '}
          <input
            type="range"
            min={0}
            max={FRAMES}
            value={frame}
            aria-valuetext={`${frame} of ${FRAMES}`}
            onInput={({ currentTarget: { value } }) => {
              setPlaying(false);
              setFrame(Number(value));
            }}
          />
        </label>
        <span class="note">
          {turns.timed
            ? `${timeText(turns.end)}, slowed down about ${aboutCount(slower)} times`
            : 'Too short to be timed here: all are drawn equally long.'}
        </span>
      </p>
      <ol class="first-column-list">
        {columnsAt(turns, frame / FRAMES).map((state) => (
          <ColumnStack key={columnName(state.column)} state={state} feet="worker" />
        ))}
      </ol>
      <WorkersTable turns={turns} />
    </div>
  );
}

/** The same as a table. */
function WorkersTable({ turns: { plan, turns, workers, timed } }: { turns: Turns }) {
  return (
    <table class="turns-table">
      <caption class="visually-hidden">What each worker had, in this order</caption>
      <tbody>
        {Array.from({ length: workers }, (_, worker) => {
          const own = turns.filter((turn) => turn.worker === worker);
          const columns = new Set(own.map(({ finished }) => plan.units[finished.unit]?.first_column ?? 0));
          return (
            <tr key={worker}>
              <th scope="row">
                <span class="visually-hidden">worker </span>
                <WorkerSquare worker={worker} />
              </th>
              <td>
                <Exact>
                  {[...columns].map((rank) => columnName(plan.first_columns[rank] ?? [])).join(' ')}
                </Exact>
                <span class="note">
                  {' '}
                  {own.length === 0 ? 'had nothing to count' : plural(own.length, 'unit')}
                  {timed && own.length > 0 && `, busy for ${timeText(own.at(-1)?.to ?? 0)}`}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
