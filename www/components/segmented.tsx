import './segmented.css';
import type { ComponentChildren } from 'preact';

type Props<Value extends string> = {
  legend: string;
  name: string;
  values: readonly Value[];
  chosen: Value;
  choose(value: Value): void;
  children(value: Value): ComponentChildren;
};

/** One of a few, side by side. */
export function Segmented<Value extends string>(props: Props<Value>) {
  const { legend, name, values, chosen, choose, children } = props;
  return (
    <fieldset>
      <legend class="visually-hidden">{legend}</legend>
      <div class="segmented">
        {values.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={chosen === value}
              onChange={() => choose(value)}
            />
            {children(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
