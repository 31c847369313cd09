import { useRef, useState } from 'preact/hooks';
import { EXACT, Exact } from '../../components/exact';
import type { EngineInfo } from '../../engine/api';
import { errorMessage, sentence } from '../../engine/error-message';
import { CANNOT_COUNT, MODULE_STARTING } from '../../format/messages';
import { grouped } from '../../format/number';
import { plural, rate, rateLegend, timeText } from '../../format/units';
import type { Comparison, Shape, SpoiltWay, WayTimes } from '../../model/generated';
import { shapeName } from '../../model/shape';
import type { App } from '../../store/app';
import { answersOf } from '../../store/learn-answers';
import { useApp } from '../app-context';
import { Say } from './parts';

/** Seconds that a spoilt way counts at most. */
const AT_MOST_SECONDS = 5;

const WAYS: { way: SpoiltWay; name: string; what: string }[] = [
  {
    way: 'shared_counter',
    name: 'One shared counter',
    what: 'Every worker locks the same counter for every rectangle, instead of adding up once at the end.',
  },
  {
    way: 'large_unit',
    name: 'One large unit',
    what: 'Three quarters of the work are one unit: one worker has it, and the others wait.',
  },
  {
    way: 'own_tables',
    name: 'Tables for each column',
    what: 'The tables are built again for every first column, instead of once for all.',
  },
];

type Measured =
  | { state: 'measuring' }
  | { state: 'failed'; message: string }
  | { state: 'done'; comparison: Comparison };

/** Three ways to spoil a speed-up, measured beside the good way. */
export function SpoiltWays() {
  const app = useApp();
  const { engine, learn } = app;
  const [measured, setMeasured] = useState<Partial<Record<SpoiltWay, Measured>>>({});
  const busy = useRef(false);
  const environment = engine.environment.value;
  const measuring = WAYS.find(({ way }) => measured[way]?.state === 'measuring');
  const blocked =
    engine.state.value === 'ready'
      ? learn.cannotMeasure.value
      : engine.state.value === 'starting'
        ? MODULE_STARTING
        : CANNOT_COUNT;

  async function measure(way: SpoiltWay) {
    if (busy.current || blocked !== null) return;
    busy.current = true;
    const set = (now: Measured) => setMeasured((before) => ({ ...before, [way]: now }));
    set({ state: 'measuring' });
    try {
      const shape = await timedShape(app);
      const comparison = await answersOf(app).compare({ way, shape, at_most_seconds: AT_MOST_SECONDS });
      set({ state: 'done', comparison });
    } catch (error) {
      set({ state: 'failed', message: sentence(errorMessage(error)) });
    } finally {
      busy.current = false;
    }
  }

  const rates = Object.values(measured).flatMap((one) =>
    one?.state === 'done' ? [one.comparison.spoilt.rate, one.comparison.good.rate] : [],
  );
  return (
    <div class="spoilt">
      <Say>
        Two workers should take half the time. These three mistakes cost it. They are made here only to be
        measured: nothing else in this program counts like this.
      </Say>
      {blocked && <p class="note">{blocked}</p>}
      {WAYS.map(({ way, name, what }) => (
        <section key={way} class="spoilt-way" aria-labelledby={`spoilt-${way}`}>
          <div>
            <h2 id={`spoilt-${way}`}>{name}</h2>
            <p class="note">{what}</p>
          </div>
          <Way
            name={name}
            why={cannotBeMeasured(way, environment)}
            measured={measured[way]}
            off={measuring !== undefined || blocked !== null}
            measure={() => void measure(way)}
          />
        </section>
      ))}
      <p class="note">
        Each takes at most {AT_MOST_SECONDS} s, and counts the same both ways. Used nowhere else.{' '}
        {rates.length > 0 && `${rateLegend(rates)}.`}
      </p>
    </div>
  );
}

/** The lab's timed shape: of its last report, or as it would be chosen. */
async function timedShape({ lab, engine, workerCount, cores }: App): Promise<Shape> {
  const known = lab.timed.value ?? lab.report.value?.question.timed ?? lab.plan.value?.question.timed;
  if (known) return known;
  const threads = engine.environment.value?.threads ?? false;
  const request = { counted: lab.counted.value, timed: null, workers: workerCount.value, cores, threads };
  const answer = await engine.call({ type: 'labPlan', request });
  if (answer.type === 'labRefused') throw new Error(answer.message);
  return answer.plan.question.timed;
}

/** Why a way cannot be measured here, in a sentence; null where it can. */
export function cannotBeMeasured(way: SpoiltWay, environment: EngineInfo | null): string | null {
  if (way === 'own_tables' || !environment) return null;
  if (environment.threads && environment.workers > 1) return null;
  return `It cannot be measured here: it takes several workers with shared memory. ${environment.reason ?? ''}`.trim();
}

type WayProps = {
  name: string;
  why: string | null;
  measured: Measured | undefined;
  off: boolean;
  measure(): void;
};

function Way({ name, why, measured, off, measure }: WayProps) {
  if (why) return <p class="note spoilt-why">{why}</p>;
  return (
    <div class="spoilt-measured" aria-live="polite">
      {measured?.state === 'done' && <Bars comparison={measured.comparison} />}
      {measured?.state === 'failed' && <p>{measured.message}</p>}
      <button
        class="button"
        type="button"
        aria-disabled={off}
        aria-label={`Measure: ${name}`}
        onClick={() => {
          if (!off) measure();
        }}
      >
        {measured?.state === 'measuring' ? 'Measuring…' : measured?.state === 'done' ? 'Again' : 'Measure'}
      </button>
    </div>
  );
}

/** Both times on one scale from zero. */
function Bars({ comparison }: { comparison: Comparison }) {
  const { spoilt, good, shape, workers, parts, all_parts, count, times_slower } = comparison;
  const most = Math.max(spoilt.seconds, good.seconds, Number.MIN_VALUE);
  return (
    <div class="spoilt-bars" data-way={comparison.way}>
      <table>
        <caption class="visually-hidden">Seconds and rate of both ways</caption>
        <tbody>
          <Bar name="spoilt" times={spoilt} most={most} />
          <Bar name="good" times={good} most={most} />
        </tbody>
      </table>
      <p class="note">
        <strong data-result="times-slower" data-value={times_slower}>
          {times_slower.toFixed(times_slower < 9.95 ? 1 : 0)} times as long
        </strong>
        , <Exact>{shapeName(shape)}</Exact>, {plural(workers, 'worker')}
        {parts < all_parts && `, ${parts} of ${all_parts} parts`}; both ways{' '}
        <Figure name="way-positive" value={count.positive} /> even and{' '}
        <Figure name="way-negative" value={count.negative} /> odd
      </p>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <span class="num" data-result={name} data-value={value} {...EXACT}>
      {grouped(value)}
    </span>
  );
}

function Bar({ name, times, most }: { name: 'spoilt' | 'good'; times: WayTimes; most: number }) {
  const { figure, unit } = rate(times.rate);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="spoilt-bar">
        <i class={name} style={{ '--v': ((times.seconds / most) * 100).toFixed(2) }} />
      </td>
      <td class="spoilt-figure" {...EXACT}>
        <span class="num">{timeText(times.seconds)}</span>
      </td>
      <td class="spoilt-figure" {...EXACT}>
        <span class="num">{figure}</span> <span class="unit-text">{unit}</span>
      </td>
    </tr>
  );
}
