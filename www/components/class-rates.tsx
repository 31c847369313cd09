import { rate } from '../format/units';
import type { WorkerReport } from '../model/generated';
import { Exact } from './exact';
import { WorkerSquare } from './worker';

/** Below this a rate says nothing. */
const LEAST_SECONDS = 0.05;

type Props = { workers: readonly WorkerReport[]; heading: 'h2' | 'h3' };

/** What each worker of a count by classes does or did, per second. */
export function ClassRates({ workers, heading: Heading }: Props) {
  if (!workers.some(({ busy_seconds }) => busy_seconds >= LEAST_SECONDS)) return null;
  return (
    <section class="rates" aria-labelledby="rates">
      <Heading id="rates">Workers, in the time they were busy</Heading>
      <table class="measures-table">
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col" class="align-right">
              Classes a second
            </th>
            <th scope="col" class="align-right">
              Matchings a second
            </th>
          </tr>
        </thead>
        <tbody>
          {workers.map(({ counted, steps, busy_seconds }, worker) => (
            <tr key={worker}>
              <td>
                <WorkerSquare worker={worker} />
              </td>
              <Rate of={Number(counted)} seconds={busy_seconds} />
              <Rate of={Number(steps)} seconds={busy_seconds} />
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">k/s: thousand a second, M/s: million a second.</p>
    </section>
  );
}

function Rate({ of, seconds }: { of: number; seconds: number }) {
  if (seconds < LEAST_SECONDS) return <td class="align-right">–</td>;
  const { figure, unit } = rate(of / seconds);
  return (
    <td class="align-right">
      <Exact>
        <span class="num">{figure}</span> <span class="unit-text">{unit}</span>
      </Exact>
    </td>
  );
}
