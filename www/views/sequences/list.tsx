import './list.css';
import { useRef } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { Num, toneOf } from '../../components/number';
import { useRem } from '../../components/use-rem';
import { METHODS } from '../../format/method';
import { digitsOf, grouped, isVeryLong } from '../../format/number';
import type { FigureName } from '../../model/figures';
import type { Known } from '../../store/sequences';
import { useApp } from '../app-context';
import { useVirtualList } from './use-virtual-list';

/** In rem; every row is as high, so that only those in view are drawn. */
const ROW = 2.5;
/** A longer term is written as a power of ten; the details have all its digits. */
const IN_LINE = 18;

/** Set explicitly, because some browsers drop the roles of a table whose style makes it a grid. */
const ROLE = {
  grid: { role: 'grid' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  rowHead: { role: 'rowheader' },
  cell: { role: 'gridcell' },
} as const;

type Props = { terms: Known[]; figure: FigureName; chosen: number; choose(at: number): void };

/** Every term in a line; one stop in the tab order, and arrow keys move within. */
export function TermList({ terms, figure, chosen, choose }: Props) {
  const { place } = useApp().sequences;
  const scroller = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const first = terms[0]?.at ?? 0;
  const index = chosen - first;
  const { rows, height, scrollTo } = useVirtualList({
    count: terms.length,
    scroller,
    rowHeight: ROW * rem,
    kept: index,
  });
  const letter = 'rows' in place.value.of ? 'n' : 'r';

  function move(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || event.shiftKey || event.ctrlKey) return;
    const target = targetOf(event.key, index, terms.length);
    if (target === null) return;
    event.preventDefault();
    choose(first + target);
    scrollTo(target);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-at="${first + target}"] button`)?.focus(),
    );
  }

  return (
    <div class="terms-scroll" ref={scroller}>
      <table
        class="terms"
        {...ROLE.grid}
        aria-label="Terms"
        aria-rowcount={terms.length + 1}
        {...EXACT}
        onKeyDown={move}
      >
        <thead {...ROLE.group}>
          <tr {...ROLE.row} aria-rowindex={1} class="term">
            <th scope="col" {...ROLE.head}>
              <i class="math-name">{letter}</i>
            </th>
            <th scope="col" {...ROLE.head} class="align-right">
              Value
            </th>
            <th scope="col" {...ROLE.head} class="align-right term-digits">
              Digits
            </th>
            <th scope="col" {...ROLE.head} class="term-engine">
              Counted by
            </th>
          </tr>
        </thead>
        <tbody {...ROLE.group} style={{ '--height': `${height}px` }}>
          {rows.map((i) => {
            const term = terms[i];
            return (
              term && (
                <TermRow
                  key={term.at}
                  term={term}
                  figure={figure}
                  index={i}
                  top={i * ROW * rem}
                  chosen={term.at === chosen}
                  choose={choose}
                />
              )
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The row that a key leads to; null for other keys. */
export function targetOf(key: string, index: number, count: number): number | null {
  const within = (target: number) => Math.min(count - 1, Math.max(0, target));
  switch (key) {
    case 'ArrowDown':
      return within(index + 1);
    case 'ArrowUp':
      return within(index - 1);
    case 'PageDown':
      return within(index + 10);
    case 'PageUp':
      return within(index - 10);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

type RowProps = {
  term: Known;
  figure: FigureName;
  index: number;
  /** in pixels */
  top: number;
  chosen: boolean;
  choose(at: number): void;
};

function TermRow({ term, figure, index, top, chosen, choose }: RowProps) {
  const { at, value, engine, why } = term;
  return (
    <tr
      {...ROLE.row}
      class={chosen ? 'term chosen' : 'term'}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-at={at}
      data-value={value ?? undefined}
      style={{ '--top': `${top}px` }}
    >
      <th scope="row" {...ROLE.rowHead} class="num">
        <button
          type="button"
          tabIndex={chosen ? 0 : -1}
          aria-label={`Show the term for ${at}`}
          onFocus={() => choose(at)}
          onClick={() => choose(at)}
        >
          {at}
        </button>
      </th>
      <td {...ROLE.cell} class="align-right">
        {value === null ? (
          <span class="unit-text">{why === null ? 'not counted yet' : 'not counted'}</span>
        ) : (
          <TermValue value={value} figure={figure} />
        )}
      </td>
      <td {...ROLE.cell} class="align-right num term-digits">
        {value === null ? '' : grouped(String(digitsOf(value).length))}
      </td>
      <td {...ROLE.cell} class="term-engine">
        {engine === null ? '' : METHODS[engine]}
      </td>
    </tr>
  );
}

function TermValue({ value, figure }: { value: string; figure: FigureName }) {
  return (
    <Num
      value={value}
      tone={toneOf(figure, value)}
      mark={figure === 'difference'}
      short={digitsOf(value).length > IN_LINE || isVeryLong(value)}
    />
  );
}
