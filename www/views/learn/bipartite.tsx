import { EXACT } from '../../components/exact';

const [APART, TOP, BOTTOM, RADIUS] = [40, 18, 112, 14];

type Props = {
  /** the symbols that each column is joined to */
  joined: number[][];
  /** what it is the graph of */
  name: string;
};

/** A bipartite graph: columns above, symbols below; and the same as a table. */
export function Bipartite({ joined, name }: Props) {
  const x = (number: number) => (number - 0.5) * APART;
  const numbers = joined.map((_, i) => i + 1);
  return (
    <div class="bipartite">
      <svg
        viewBox={`0 0 ${joined.length * APART} ${BOTTOM + TOP}`}
        role="img"
        aria-label={`The graph of ${name}; the table has the same`}
        {...EXACT}
      >
        {joined.map((symbols, column) =>
          symbols.map((symbol) => (
            <path key={`${column} ${symbol}`} d={`M${x(column + 1)} ${TOP}L${x(symbol)} ${BOTTOM}`} />
          )),
        )}
        {numbers.map((number) => (
          <g key={number}>
            <circle cx={x(number)} cy={TOP} r={RADIUS} />
            <text x={x(number)} y={TOP + 6}>
              {number}
            </text>
            <rect x={x(number) - RADIUS} y={BOTTOM - RADIUS} width={2 * RADIUS} height={2 * RADIUS} />
            <text x={x(number)} y={BOTTOM + 6}>
              {number}
            </text>
          </g>
        ))}
      </svg>
      <div class="visually-hidden">
        <table>
          <caption>The graph of {name}</caption>
          <tbody>
            {joined.map((symbols, column) => (
              <tr key={symbols.join()}>
                <th scope="row">column {column + 1}</th>
                <td>joined to symbols {symbols.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
