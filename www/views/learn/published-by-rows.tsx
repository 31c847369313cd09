import { EXACT } from '../../components/exact';
import { M, SignedK } from '../../components/mathematics';
import type { Published, Source } from '../../model/generated';
import { MAX_COLUMNS } from '../../model/shape';
import { SHAPES } from '../../model/table-cells';

/** Published values in the order of SHAPES. */
export type Values = readonly (Published | null)[];

/** For each number of rows, what is published; and all sources. */
export function PublishedByRows({ values }: { values: Values }) {
  return (
    <div class="published">
      <table class="published-table">
        <caption class="visually-hidden">What is published for at most {MAX_COLUMNS} columns</caption>
        <thead>
          <tr>
            <th scope="col">rows</th>
            <th scope="col">
              <M>
                <i>K</i>
              </M>
              , for n
            </th>
            <th scope="col">
              <SignedK sign="+" /> and <SignedK sign="−" />, for n
            </th>
          </tr>
        </thead>
        <tbody {...EXACT}>
          {Array.from({ length: MAX_COLUMNS }, (_, i) => (
            <tr key={i}>
              <th scope="row">{i + 1}</th>
              <td>{columnsWith(values, i + 1, () => true)}</td>
              <td>{columnsWith(values, i + 1, ({ signed }) => signed !== null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sources values={values} />
    </div>
  );
}

/** For which columns a published value with so many rows has something. */
function columnsWith(values: Values, rows: number, has: (value: Published) => boolean): string {
  return rangesText(
    SHAPES.flatMap((shape, i) => {
      const value = values[i];
      return shape.rows === rows && value && has(value) ? [shape.columns] : [];
    }),
  );
}

/** Every source once, with the numbers of rows it is a source for. */
function Sources({ values }: { values: Values }) {
  const all = new Map<string, { source: Source; rows: Set<number> }>();
  SHAPES.forEach((shape, i) => {
    for (const source of [...(values[i]?.sources ?? []), ...(values[i]?.signed_sources ?? [])]) {
      const known = all.get(source.id) ?? { source, rows: new Set<number>() };
      all.set(source.id, { ...known, rows: known.rows.add(shape.rows) });
    }
  });
  return (
    <ul class="published-sources" aria-label="Sources">
      {[...all.values()].map(({ source, rows }) => (
        <li key={source.id} {...EXACT}>
          <ShortSource source={source} />{' '}
          <span class="note">r = {rangesText([...rows].sort((a, b) => a - b))}</span>
        </li>
      ))}
    </ul>
  );
}

/** Longer citations have a short name. */
const MOST_LETTERS = 28;

function ShortSource({ source: { id, text, url } }: { source: Source }) {
  const name = text.length > MOST_LETTERS ? id : text;
  if (url === null) return <>{name}</>;
  return (
    <a href={url} rel="noopener noreferrer">
      {name}
    </a>
  );
}

/** Increasing numbers: '3 … 8, 10'. */
function rangesText(numbers: number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  if (ranges.length === 0) return 'none';
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from} … ${to}`)).join(', ');
}
