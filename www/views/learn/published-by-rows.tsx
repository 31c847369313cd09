import { EXACT } from '../../components/exact';
import { M, SignedK } from '../../components/mathematics';
import type { Published, Shape, Source } from '../../model/generated';
import { MAX_COLUMNS } from '../../model/shape';
import { SHAPES } from '../../model/table-cells';

/** Published values in the order of SHAPES. */
export type Values = readonly (Published | null)[];

/** For each number of rows, what is published and where. */
export function PublishedByRows({ values }: { values: Values }) {
  return (
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
          <th scope="col">sources</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: MAX_COLUMNS }, (_, i) => (
          <RowsLine key={i} rows={i + 1} values={values} />
        ))}
      </tbody>
    </table>
  );
}

function RowsLine({ rows, values }: { rows: number; values: Values }) {
  const own = SHAPES.flatMap((shape, i) =>
    shape.rows === rows ? [{ shape, value: values[i] ?? null }] : [],
  );
  const columnsWith = (has: (value: Published) => boolean) =>
    rangesText(own.flatMap(({ shape, value }) => (value && has(value) ? [shape] : [])));
  const sources = new Map<string, Source>();
  for (const { value } of own)
    for (const source of [...(value?.sources ?? []), ...(value?.signed_sources ?? [])])
      sources.set(source.id, source);
  return (
    <tr>
      <th scope="row">{rows}</th>
      <td {...EXACT}>{columnsWith(() => true)}</td>
      <td {...EXACT}>{columnsWith(({ signed }) => signed !== null)}</td>
      <td {...EXACT}>
        {[...sources.values()].map((source, i) => (
          <span key={source.id}>
            {i > 0 && ', '}
            <ShortSource source={source} />
          </span>
        ))}
      </td>
    </tr>
  );
}

/** An OEIS number, or a citation. */
function ShortSource({ source: { id, text, url } }: { source: Source }) {
  const name = /^A\d+$/.test(id) ? id : text;
  if (url === null) return <>{name}</>;
  return (
    <a href={url} rel="noopener noreferrer">
      {name}
    </a>
  );
}

/** Columns of shapes in order: '3 … 8, 10'. */
function rangesText(shapes: Shape[]): string {
  const ranges: [number, number][] = [];
  for (const { columns } of shapes) {
    const last = ranges.at(-1);
    if (last && last[1] === columns - 1) last[1] = columns;
    else ranges.push([columns, columns]);
  }
  if (ranges.length === 0) return 'none';
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from} … ${to}`)).join(', ');
}
