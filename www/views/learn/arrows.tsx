type Props = {
  symbols: number[];
  /** every two columns, from 1, whose arrows cross */
  inversions: [number, number][];
};

const GAP = 36;
const HEIGHT = 120;
const TOP = 26;
const BOTTOM = HEIGHT - 26;

const x = (number: number) => (number - 0.5) * GAP;

/** A permutation as arrows from the columns above to the symbols below, with a dot on every crossing. */
export function Arrows({ symbols, inversions }: Props) {
  const n = symbols.length;
  const label = symbols.map((symbol, i) => `${i + 1} to ${symbol}`).join(', ');
  return (
    <svg class="learn-arrows" viewBox={`0 0 ${n * GAP} ${HEIGHT}`} role="img" aria-label={`Arrows: ${label}`}>
      {symbols.map((symbol, i) => (
        <g key={symbol}>
          <text x={x(i + 1)} y={16}>
            {i + 1}
          </text>
          <text x={x(i + 1)} y={HEIGHT - 6}>
            {i + 1}
          </text>
          <path
            class="learn-arrow"
            d={`M${x(i + 1)} ${TOP}L${x(symbol)} ${BOTTOM}M${x(symbol)} ${BOTTOM}${head(i + 1, symbol)}`}
          />
        </g>
      ))}
      {inversions.map(([left, right]) => {
        const [px, py] = crossing(left, right, symbols);
        return <circle key={`${left},${right}`} class="learn-crossing" cx={px} cy={py} r={4} />;
      })}
    </svg>
  );
}

/** The two strokes of an arrow's head. */
function head(column: number, symbol: number): string {
  const angle = Math.atan2(BOTTOM - TOP, x(symbol) - x(column));
  const stroke = (turn: number) =>
    `l${(-8 * Math.cos(angle + turn)).toFixed(1)} ${(-8 * Math.sin(angle + turn)).toFixed(1)}`;
  return `${stroke(0.4)}M${x(symbol)} ${BOTTOM}${stroke(-0.4)}`;
}

/** Where the arrows of two columns meet. */
function crossing(left: number, right: number, symbols: number[]): [number, number] {
  const above = right - left;
  const below = (symbols[left - 1] ?? 0) - (symbols[right - 1] ?? 0);
  const part = above / (above + below);
  const px = x(left) + part * (x(symbols[left - 1] ?? 0) - x(left));
  return [px, TOP + part * (BOTTOM - TOP)];
}
