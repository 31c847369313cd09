import './list.css';
import { useRef } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { M } from '../../components/mathematics';
import { Num, toneOf } from '../../components/number';
import { usePrinting } from '../../components/use-printing';
import { useRem } from '../../components/use-rem';
import { METHODS } from '../../format/method';
import { digitsOf, grouped, isVeryLong, LONGEST } from '../../format/number';
import { plural } from '../../format/units';
import type { FigureName } from '../../model/figures';
import type { SequenceOf } from '../../model/sequence';
import type { Known } from '../../store/sequences';
import { useApp } from '../app-context';
import { FigureLetter } from '../table/figures';
import { useVirtualList } from './use-virtual-list';

/** In rem; every row is as high, so that only those in view are drawn. */
const ROW = 2.5;
/** A longer term is written as a power of ten; the details have all its digits. */
const IN_LINE = 18;
/** More rows are not printed. */
const PRINTED = 500;

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
  const printing = usePrinting();
  const drawn = printing ? terms.slice(0, PRINTED).map((_, i) => i) : rows;
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
    <>
      <PrintedHead terms={terms} figure={figure} of={place.value.of} />
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
            {drawn.map((i) => {
              const term = terms[i];
              return (
                term && (
                  <TermRow
                    key={term.at}
                    term={term}
                    figure={figure}
                    index={i}
                    top={i * ROW * rem}
                    inLine={printing ? LONGEST : IN_LINE}
                    chosen={term.at === chosen}
                    choose={choose}
                  />
                )
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** In print only: which sequence it is, and what the list on paper leaves out. */
function PrintedHead({ terms, figure, of }: { terms: Known[]; figure: FigureName; of: SequenceOf }) {
  const [first, last] = [terms[0]?.at, terms.at(-1)?.at];
  const rounded = terms.slice(0, PRINTED).filter(({ value }) => value !== null && isVeryLong(value));
  return (
    <div class="on-paper">
      <h2>
        <FigureLetter name={figure} />
        <M>{'rows' in of ? `(${of.rows}, n)` : `(r, ${of.columns})`}</M>, {'rows' in of ? 'n' : 'r'} from{' '}
        {first} to {last}
      </h2>
      {terms.length > PRINTED && (
        <p>
          The first {PRINTED} of {plural(terms.length, 'term')} are printed here. The others are in the files
          under Export, at the address below.
        </p>
      )}
      {rounded.length > 0 && (
        <p>
          {plural(rounded.length, 'term')} of more than {LONGEST} digits {rounded.length === 1 ? 'is' : 'are'}{' '}
          rounded here; the files have all digits.
        </p>
      )}
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
  /** a longer term is written as a power of ten */
  inLine: number;
  chosen: boolean;
  choose(at: number): void;
};

function TermRow({ term, figure, index, top, inLine, chosen, choose }: RowProps) {
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
          <TermValue value={value} figure={figure} inLine={inLine} />
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

function TermValue({ value, figure, inLine }: { value: string; figure: FigureName; inLine: number }) {
  return (
    <Num
      value={value}
      tone={toneOf(figure, value)}
      mark={figure === 'difference'}
      short={digitsOf(value).length > inLine}
    />
  );
}
