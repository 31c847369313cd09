import { batch } from '@preact/signals';
import { EXACT, Exact } from '../../components/exact';
import { Measure } from '../../components/facts';
import { Num, type Tone } from '../../components/number';
import { momentText } from '../../format/date';
import { time } from '../../format/units';
import type { SavedResult } from '../../model/saved-result';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { HeadWord } from './columns';
import { ROLE } from './roles';

/** Longer counts are broken between their groups. */
const LONG = 15;

type Props = { result: SavedResult; chosen: boolean; choose(yes: boolean): void; remove(): void };

/** A result; on a phone each figure stands beside its name. */
export function ResultRow({ result, chosen, choose, remove }: Props) {
  const name = `${shapeName(result)}, ${momentText(result.date)}`;
  const { difference } = result;
  const tone = difference === '0' ? undefined : difference.startsWith('-') ? 'minus' : 'plus';
  return (
    <tr {...ROLE.row} data-shape={`${result.rows}x${result.columns}`}>
      <td {...ROLE.cell} class="pick">
        <label class="radio-option">
          <input type="checkbox" checked={chosen} onChange={(event) => choose(event.currentTarget.checked)} />
          <span class="visually-hidden">Select {name}</span>
        </label>
      </td>
      <th scope="row" {...ROLE.rowHead}>
        <Open result={result} />
      </th>
      <Figure result={result} name="total" />
      <Figure result={result} name="positive" tone="plus" />
      <Figure result={result} name="negative" tone="minus" />
      <Figure result={result} name="difference" tone={tone} />
      <Figure result={result} name="reduced" />
      <td {...ROLE.cell} class="engine">
        {result.engine}
      </td>
      <td {...ROLE.cell} class="align-right workers-cell">
        <span class="num" {...EXACT}>
          {result.workers}
        </span>
        <span class="name"> {result.workers === 1 ? 'worker' : 'workers'}</span>
      </td>
      <td {...ROLE.cell} class="align-right time-cell">
        <Measure {...time(result.elapsed_seconds)} />
      </td>
      <td {...ROLE.cell} class="align-right date-cell">
        <time dateTime={result.date}>{momentText(result.date)}</time>
      </td>
      <td {...ROLE.cell} class="align-right act">
        <button class="lnk" type="button" aria-label={`Delete ${name}`} onClick={remove}>
          Delete
        </button>
      </td>
    </tr>
  );
}

/** A plain click shows this very result; to leave the view by it while a count runs would hide that count's shape. */
function Open({ result }: { result: SavedResult }) {
  const counter = useApp();
  const { rows, columns } = result;
  const href = counter.link({ scope: 'shape', rows, columns }, false);

  function open(event: MouseEvent) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    counter.go(href);
    batch(() => {
      counter.show(result);
      counter.view.value = 'count';
    });
    scrollTo(0, 0);
  }

  if (counter.run.value.state === 'running') return <Exact>{shapeName(result)}</Exact>;
  return (
    <a href={href} onClick={open}>
      <Exact>{shapeName(result)}</Exact>
    </a>
  );
}

type FigureProps = {
  result: SavedResult;
  name: 'total' | 'positive' | 'negative' | 'difference' | 'reduced';
  tone?: Tone | undefined;
};

function Figure({ result, name, tone }: FigureProps) {
  const value = result[name];
  return (
    <td {...ROLE.cell} class={`align-right fig ${name}`}>
      <span class="name">
        <HeadWord column={name} />
      </span>
      <Num
        value={value}
        tone={tone}
        mark={name === 'difference'}
        long={value.length > LONG}
        figure={{ result: name, final: true }}
      />
    </td>
  );
}
