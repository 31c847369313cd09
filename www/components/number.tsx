import './number.css';
import type { JSX } from 'preact';
import {
  digitCount,
  digitsOf,
  emWidth,
  grouped,
  groups,
  isVeryLong,
  markOf,
  scientific,
} from '../format/number';
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
export function toneOf(figure: Figure['result'], difference: string | null): Tone | undefined {
  if (figure === 'positive') return 'plus';
  if (figure === 'negative') return 'minus';
  if (figure !== 'difference' || difference === null || difference === '0') return undefined;
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
  /** as a power of ten, where even a number of usual length has no room */
  short?: boolean;
};

/**
 * A count in full, its commas set back. It is written as one whole, so that nothing of an earlier one can be left in it;
 * and it is heard as one word, which its parts are not.
 */
export function Num({ value, figure, tone, mark = false, long = false, short = false }: Props) {
  const digits = digitsOf(value);
  const own = markOf(value);
  const sign = mark || own === '−' ? own : '';
  if (short || isVeryLong(digits))
    return <Power value={value} sign={sign} tone={tone} figure={figure} count={!short} />;
  const parts = groups(digits);
  const text = sign + parts.join(',');
  return (
    <span
      class={`num${tone ? ` ${tone}` : ''}${long ? ' long' : ''}`}
      style={long ? { '--own-em': String(emWidth(sign.length + digits.length)) } : {}}
      {...dataOf(value, figure)}
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

type PowerProps = {
  value: string | bigint;
  sign: string;
  tone: Tone | undefined;
  figure: Figure | undefined;
  /** whether the number of digits stands beside it */
  count: boolean;
};

/** A number of more digits than a line has room for: rounded, and said to be; the exact one is its value. */
function Power({ value, sign, tone, figure, count }: PowerProps) {
  const { mantissa, power } = scientific(value);
  const heard = `about ${sign}${mantissa} times 10 to the power of ${grouped(String(power))}, ${digitCount(value)}`;
  return (
    <span
      class={tone ? `num power ${tone}` : 'num power'}
      {...dataOf(value, figure)}
      {...EXACT}
      data-heard={heard}
    >
      <span key={heard} aria-hidden="true">
        ≈ {sign}
        {mantissa} · 10<sup>{power}</sup>
        {count && <span class="unit-text"> {digitCount(value)}</span>}
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

function dataOf(value: string | bigint, figure: Figure | undefined) {
  if (!figure) return {};
  const digits = String(value);
  return figure.final
    ? { 'data-result': figure.result, 'data-value': digits }
    : { 'data-result': figure.result, 'data-so-far': digits };
}

type HeroProps = {
  value: string | bigint | null;
  digits: number;
  final: boolean;
  figure?: Figure['result'];
};

/** The count, as large as its final digits allow; null keeps its room. */
export function Hero({ value, digits, final, figure: result = 'total' }: HeroProps) {
  const tone = toneOf(result, value === null ? null : String(value));
  return (
    <div class="box">
      <div class={final ? 'hero' : 'hero so-far'} style={{ '--em': String(emWidth(digits)) }}>
        {value !== null && (
          <Num
            value={value}
            figure={{ result, final }}
            tone={tone}
            mark={result === 'difference'}
            long={digits > 15}
          />
        )}
      </div>
      {final && value !== null && isVeryLong(value) && <Digits value={value} />}
    </div>
  );
}

/** Every digit of a very long number, in a box that scrolls when there are thousands. */
export function Digits({ value }: { value: string | bigint }) {
  const text = markOf(value) === '−' ? '−' : '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: thousands of digits do not fit, so the keyboard must scroll them
    <section class="digits num" tabIndex={0} aria-label={`All ${digitCount(value)}`} {...EXACT}>
      {/* Digits, commas and breaks; an element for each group would be slow. */}
      <span dangerouslySetInnerHTML={{ __html: text + groups(digitsOf(value)).join(',<wbr>') }} />
    </section>
  );
}
