import './workers-choice.css';
import { workerClass } from '../components/worker';
import { plural } from '../format/units';
import { useApp } from './app-context';

const SQUARES = 8;

/** The number of workers: a square for each, filled up to the chosen one; more than eight are in a list. */
export function WorkersChoice({ disabled }: { disabled: boolean }) {
  const { form, workers, cores, mostWorkers, engine } = useApp();
  const environment = engine.environment.value;
  const oneOnly = environment !== null && !environment.threads && !environment.messageWorkers;
  const chosen = oneOnly ? 1 : workers.value;
  const range = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  const choose = (count: number) => {
    form.workers.value = count;
  };
  return (
    <fieldset class="workers-choice" disabled={disabled}>
      <legend>
        Workers{' '}
        <span class="note">{oneOnly ? 'one only' : `${plural(cores, 'logical processor')} here`}</span>
      </legend>
      <div class="workers">
        {range(1, oneOnly ? 1 : Math.min(SQUARES, mostWorkers.value)).map((count) => (
          <label key={count} class={`${workerClass(count - 1)}${count <= chosen ? ' on' : ''}`}>
            <input
              type="radio"
              name="workers"
              value={String(count)}
              aria-label={plural(count, 'worker')}
              checked={count === chosen}
              onChange={() => choose(count)}
            />
            {count}
          </label>
        ))}
      </div>
      {mostWorkers.value > SQUARES && !oneOnly && (
        <label class="more-workers">
          or{' '}
          <select
            aria-label="More workers"
            value={chosen > SQUARES ? String(chosen) : ''}
            onChange={(event) => {
              if (event.currentTarget.value) choose(Number(event.currentTarget.value));
            }}
          >
            <option value="">more</option>
            {range(SQUARES + 1, mostWorkers.value).map((count) => (
              <option key={count} value={String(count)}>
                {count}
              </option>
            ))}
          </select>
        </label>
      )}
      {environment?.reason && <p class="note">{environment.reason}</p>}
    </fieldset>
  );
}
