import './number.css';
import type { JSX } from 'preact';
import { emWidth, groups, signed } from '../format/number';
import { EXACT } from './exact';

/** Which figure of a count this is; final ones carry their exact digits, others only what is counted so far. */
export type Figure = {
  result:
    | 'total'
    | 'positive'
    | 'negative'
    | 'difference'
    | 'reduced'
    | 'all'
    | 'completions'
    | 'completions-positive'
    | 'completions-negative';
  final: boolean;
};

export type Tone = 'plus' | 'minus';

/** The colour of a figure by its sign; a figure without one and a difference of 0 have none. */
export function toneOf(figure: Figure['result'], difference: string): Tone | undefined {
  if (figure === 'positive') return 'plus';
  if (figure === 'negative') return 'minus';
  if (figure !== 'difference' || difference === '0') return undefined;
  return difference.startsWith('-') ? 'minus' : 'plus';
}

/** Whether a count has too many digits for a line that it shares with its name. */
export const isLong = (digits: string): boolean => digits.length > 15;

type Props = {
  value: string | bigint;
  figure?: Figure;
  tone?: Tone | undefined;
  /** with + or − before it */
  mark?: boolean;
  /** breaks into lines, only after a comma */
  long?: boolean;
};

/**
 * A count in full, its commas set back. It is written as one whole, so that nothing of an earlier one can be left in it;
 * and it is heard as one word, which its parts are not.
 */
export function Num({ value, figure, tone, mark = false, long = false }: Props) {
  const exact = BigInt(value);
  const parts = groups(exact < 0n ? -exact : exact);
  const sign = mark || exact < 0n ? signed(exact).replace(/[\d,]+$/, '') : '';
  const text = sign + parts.join(',');
  return (
    <span
      class={`num${tone ? ` ${tone}` : ''}${long ? ' long' : ''}`}
      style={long ? { '--own-em': String(emWidth(sign.length + String(exact).length)) } : {}}
      {...dataOf(exact, figure)}
      {...EXACT}
      data-heard={text}
    >
      <span key={text} aria-hidden="true">
        {sign}
        {parts.map((part, i) =>
          long ? <Group key={i} part={part} last={i === parts.length - 1} /> : plain(part, i),
        )}
      </span>
    </span>
  );
}

function plain(part: string, i: number): JSX.Element | string {
  if (i === 0) return part;
  return (
    <>
      <span class="sep">,</span>
      {part}
    </>
  );
}

function Group({ part, last }: { part: string; last: boolean }) {
  return (
    <>
      <span class="digit-group">
        {part}
        {!last && <span class="sep">,</span>}
      </span>
      {!last && <wbr />}
    </>
  );
}

function dataOf(value: bigint, figure: Figure | undefined) {
  if (!figure) return {};
  const digits = String(value);
  return figure.final
    ? { 'data-result': figure.result, 'data-value': digits }
    : { 'data-result': figure.result, 'data-so-far': digits };
}

/** The count, as large as its final digits allow; null keeps its room. */
export function Hero({
  value,
  digits,
  final,
}: {
  value: string | bigint | null;
  digits: number;
  final: boolean;
}) {
  return (
    <div class="box">
      <div class={final ? 'hero' : 'hero so-far'} style={{ '--em': String(emWidth(digits)) }}>
        {value !== null && <Num value={value} figure={{ result: 'total', final }} long={digits > 15} />}
      </div>
    </div>
  );
}
