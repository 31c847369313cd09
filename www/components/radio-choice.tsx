import './radio-choice.css';
import type { Signal } from '@preact/signals';

export type Choice<Value> = { value: Value; name: string; words: string };

/** One of a few, with a few words on each. */
export function RadioChoice<Value extends string | null>({
  legend,
  chosen,
  choices,
  disabled,
}: {
  legend: string;
  chosen: Signal<Value>;
  choices: Choice<Value>[];
  disabled: boolean;
}) {
  return (
    <fieldset class="extra explained" disabled={disabled}>
      <legend>{legend}</legend>
      {choices.map(({ value, name, words }) => (
        <label key={name} class="radio-option">
          <input
            type="radio"
            name={legend.toLowerCase()}
            value={value ?? ''}
            checked={chosen.value === value}
            onChange={() => {
              chosen.value = value;
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
