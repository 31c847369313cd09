import type { ComponentChildren } from 'preact';
import { M } from '../../components/mathematics';
import type { FigureName } from '../../model/figures';
import type { SequenceOf } from '../../model/sequence';
import type { PlotData } from './plot-data';

type Props = { data: PlotData; of: SequenceOf; figure: FigureName; ratio: boolean };

/** What marks and lines of the plot mean, and how sure each law is. */
export function PlotLegend({ data, of, figure, ratio }: Props) {
  const { law, signed, step } = data;
  const has = (sign: string) => data.points.some((point) => point.sign === sign);
  return (
    <p class="plot-legend note">
      {signed && has('+') && (
        <Key name="positive">
          <path class="mark plus" d="M9 8h10M14 3v10" />
        </Key>
      )}
      {signed && has('−') && (
        <Key name="negative">
          <path class="mark minus" d="M9 8h10" />
        </Key>
      )}
      {signed && has('0') && (
        <Key name="0">
          <circle class="mark zero" cx="14" cy="8" r="4" />
        </Key>
      )}
      {law && 'rows' in of && (
        <span data-law={law.kind}>
          <svg viewBox="0 0 28 16" aria-hidden="true">
            <path class={`law ${law.kind}`} d="M1 8h26" />
          </svg>
          <LawText rows={of.rows} figure={figure} ratio={ratio} />
        </span>
      )}
      {step > 1 && <span>One term in {step} is drawn.</span>}
    </p>
  );
}

function Key({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <span>
      <svg viewBox="0 0 28 16" aria-hidden="true">
        {children}
      </svg>
      {name}
    </span>
  );
}

const n = <i>n</i>;

/** The law that is drawn, in a formula, and how it is known. */
function LawText({ rows, figure, ratio }: { rows: number; figure: FigureName; ratio: boolean }) {
  if (!ratio && figure !== 'difference') return <PublishedLaw rows={rows} figure={figure} />;
  if (rows === 2 && !ratio)
    return (
      <>
        proved:{' '}
        <M>
          |D(2, {n})| = {n} − 1
        </M>
      </>
    );
  if (rows > 6 || rows < 2)
    return (
      <>
        conjecture: <Growth rows={rows} />
        {ratio && ' over K'}, up to a constant, which the last term decides here
      </>
    );
  return (
    <>
      proved: <Growth rows={rows} constant />
      {ratio && (
        <>
          , over{' '}
          <M>
            {'K ~ '}
            {n}!<sup>{rows - 1}</sup> e<sup>−{(rows * (rows - 1)) / 2}</sup>
          </M>{' '}
          by Godsil and McKay 1990
        </>
      )}
      {!ratio && rows > 2 && '; the conjecture for every r is the same here'}
    </>
  );
}

const EXPONENTS: Record<number, number> = { 2: 0, 3: 2, 4: 6, 5: 10, 6: 18 };
const DIVISORS: Record<number, number> = { 4: 2, 5: 2, 6: 48 };

function Growth({ rows, constant = false }: { rows: number; constant?: boolean }) {
  const [power, factorials] = [Math.floor(rows / 2) ** 2, Math.floor((rows - 1) / 2)];
  return (
    <M>
      |D({rows}, {n})| ~{' '}
      {constant && (EXPONENTS[rows] ?? 0) > 0 && (
        <>
          e<sup>−{EXPONENTS[rows]}</sup>{' '}
        </>
      )}
      {n}
      {power > 1 && <sup>{power}</sup>}
      {factorials > 0 && <> {n}!</>}
      {factorials > 1 && <sup>{factorials}</sup>}
      {constant && DIVISORS[rows] && ` / ${DIVISORS[rows]}`}
    </M>
  );
}

/** Of K, its halves and R. */
function PublishedLaw({ rows, figure }: { rows: number; figure: FigureName }) {
  const what = {
    total: 'K',
    positive: 'K⁺',
    negative: 'K⁻',
    reduced: 'R',
    difference: 'D',
  }[figure];
  const after = figure === 'reduced' ? ` · (n−${rows})! / (n−1)!` : figure === 'total' ? '' : ' / 2';
  return (
    <>
      published, Godsil and McKay 1990:{' '}
      <M>
        {what} ~ {n}!{rows > 2 && <sup>{rows - 1}</sup>} e<sup>−{(rows * (rows - 1)) / 2}</sup>
        {after}
      </M>
    </>
  );
}
