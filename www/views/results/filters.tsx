import type { Signal } from '@preact/signals';
import { EXACT } from '../../components/exact';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { choices, type Filter, NO_FILTER, shapeKey } from './listing';

/** Which results are listed. */
export function Filters({ filter }: { filter: Signal<Filter> }) {
  const { results } = useApp();
  const { shapes, engines } = choices(results.list.value);
  const set = (name: keyof Filter) => (event: { currentTarget: { value: string } }) => {
    filter.value = { ...filter.value, [name]: event.currentTarget.value };
  };
  const { shape, engine, from, to } = filter.value;
  return (
    <search class="results-filters" aria-label="Which results are listed">
      <label>
        Shape
        <select value={shape} onChange={set('shape')}>
          <option value="">all</option>
          {shapes.map((one) => (
            <option key={shapeKey(one)} value={shapeKey(one)} {...EXACT}>
              {shapeName(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Engine
        <select value={engine} onChange={set('engine')}>
          <option value="">all</option>
          {engines.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        From
        <input type="date" value={from} max={to} onInput={set('from')} />
      </label>
      <label>
        To
        <input type="date" value={to} min={from} onInput={set('to')} />
      </label>
      {filter.value !== NO_FILTER && (
        <button
          class="lnk"
          type="button"
          onClick={() => {
            filter.value = NO_FILTER;
          }}
        >
          Clear filters
        </button>
      )}
    </search>
  );
}
