import type { Schedule } from '../../engine/generated';
import { useCounter } from '../counter-context';

const CHOICES: { value: Schedule | null; name: string; words: string }[] = [
  { value: null, name: 'Page decides', words: 'from the shape and the workers' },
  { value: 'dynamic', name: 'Dynamic', words: 'each worker takes the next first column when it is free' },
  { value: 'static', name: 'Static', words: 'first columns are dealt out before the start' },
  { value: 'split', name: 'Split', words: 'first columns are cut into parts, so that all end together' },
];

/** How the first columns are shared out. */
export function ScheduleChoice({ disabled }: { disabled: boolean }) {
  const { form } = useCounter();
  return (
    <fieldset class="extra schedule" disabled={disabled}>
      <legend>Schedule</legend>
      {CHOICES.map(({ value, name, words }) => (
        <label key={name} class="opt">
          <input
            type="radio"
            name="schedule"
            value={value ?? ''}
            checked={form.schedule.value === value}
            onChange={() => {
              form.schedule.value = value;
            }}
          />
          <span>
            {name}
            <span class="note">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
