import './figures-table.css';
import type { ComponentChildren } from 'preact';
import { emWidth, percent, ratio } from '../format/number';
import type { Shape } from '../model/generated';
import type { Finished } from '../model/result';
import { M, SignedK } from './mathematics';
import { Num } from './number';
import { SignNote } from './sign-note';

/** Below this share of the bar the gap would be thinner than a pixel. */
const DRAWN = 0.002;

/** More digits than a phone has room for are broken between their groups. */
const LONG = 18;
const isLong = (value: bigint | string) => String(value).length > LONG;

type Signs = { positive: bigint; negative: bigint };

/** What R and L are told by. */
type Multiples = Pick<Finished, 'rows' | 'columns' | 'first_columns' | 'reduced' | 'all'>;

type Props = {
  shape: Shape;
  signs: Signs | null;
  result?: Multiples;
  /** rows for R and L before they are known */
  tail?: boolean;
  /** digits to keep room for while they are counted */
  digits?: number;
};

/** K+, K- and D with their bars on one scale, and R and L of a finished count; without signs it keeps its room. */
export function FiguresTable({ shape, signs, result, tail = false, digits }: Props) {
  const final = result !== undefined;
  const soFar = final || !signs ? '' : ' so far';
  return (
    <>
      <table
        class={digits ? 'figures-table growing' : 'figures-table'}
        style={digits ? { '--em': String(emWidth(digits)) } : {}}
      >
        <tbody>
          <SignRow sign="+" word={`even${soFar}`} signs={signs} final={final} />
          <SignRow sign="−" word={`odd${soFar}`} signs={signs} final={final} />
          <Row symbol={<Letter letter="D" />} word="difference" meaning={signs && <Gap {...signs} />}>
            {signs && <Difference {...signs} final={final} />}
          </Row>
          {(result || tail) && (
            <>
              <Row symbol={<Letter letter="R" />} word="reduced" meaning={result && reducedMeaning(result)}>
                {result && (
                  <Num
                    value={result.reduced}
                    long={isLong(result.reduced)}
                    figure={{ result: 'reduced', final }}
                  />
                )}
              </Row>
              <Row symbol={<Letter letter="L" />} word="all" meaning={result && allMeaning(result)}>
                {result && (
                  <Num value={result.all} long={isLong(result.all)} figure={{ result: 'all', final }} />
                )}
              </Row>
            </>
          )}
        </tbody>
      </table>
      <SignNote shapes={[shape]} />
    </>
  );
}

function Letter({ letter }: { letter: string }) {
  return (
    <M>
      <i>{letter}</i>
    </M>
  );
}

type RowProps = {
  symbol: ComponentChildren;
  word: string;
  children: ComponentChildren;
  meaning: ComponentChildren;
};

function Row({ symbol, word, children, meaning }: RowProps) {
  return (
    <tr>
      <th scope="row">{symbol}</th>
      <td class="word">{word}</td>
      <td class="fig">{children}</td>
      <td class="meaning">{meaning}</td>
    </tr>
  );
}

const OF_SIGN = {
  '+': { result: 'positive', tone: 'plus' },
  '−': { result: 'negative', tone: 'minus' },
} as const;

type SignRowProps = { sign: keyof typeof OF_SIGN; word: string; signs: Signs | null; final: boolean };

/** K+ or K-, with its bar. */
function SignRow({ sign, word, signs, final }: SignRowProps) {
  const { result, tone } = OF_SIGN[sign];
  const symbol = <SignedK sign={sign} />;
  if (!signs)
    return (
      <Row symbol={symbol} word={word} meaning={null}>
        {null}
      </Row>
    );
  const most = signs.positive > signs.negative ? signs.positive : signs.negative;
  const value = signs[result];
  return (
    <Row symbol={symbol} word={word} meaning={bar(value, most, tone)}>
      <Num value={value} tone={tone} long={isLong(value)} figure={{ result, final }} />
    </Row>
  );
}

function bar(value: bigint, most: bigint, tone: 'plus' | 'minus') {
  return <span class={`bar ${tone}`} style={{ '--v': (ratio(value, most) * 100).toFixed(2) }} />;
}

function Difference({ positive, negative, final }: Signs & { final: boolean }) {
  const difference = positive - negative;
  const tone = difference === 0n ? undefined : difference > 0n ? 'plus' : 'minus';
  return (
    <Num
      value={difference}
      tone={tone}
      mark
      long={isLong(difference)}
      figure={{ result: 'difference', final }}
    />
  );
}

/** D is the gap at the tip of the two bars. */
function Gap({ positive, negative }: Signs) {
  if (positive === negative) return <span class="gap">{positive === 0n ? '' : 'As many even as odd.'}</span>;
  const longer = positive > negative ? '+' : '−';
  const [less, more] = positive > negative ? [negative, positive] : [positive, negative];
  const start = ratio(less, more);
  const drawn = 1 - start >= DRAWN;
  const words =
    less === 0n ? (
      `All are ${longer === '+' ? 'even' : 'odd'}.`
    ) : (
      <>
        <SignedK sign={longer} /> is {shareWords(ratio(more - less, less))} larger
        {!drawn && '; the gap is too small to draw'}
      </>
    );
  const place = start < 0.4 ? ' below' : drawn ? '' : ' undrawn';
  return (
    <span class={`gap${place}`} style={{ '--from': (start * 100).toFixed(2) }}>
      {drawn && <span class={`gap-i ${longer === '+' ? 'plus' : 'minus'}`} />}
      <span class="gap-words">{words}</span>
    </span>
  );
}

/** A share that is not nothing; `ratio` gives it in steps of 10⁻⁹. */
function shareWords(share: number): string {
  return share === 0 ? 'less than 0.0000001 %' : `${percent(share)} %`;
}

function reducedMeaning({ rows, first_columns }: Multiples) {
  const columns = first_columns === 1 ? 'one first column' : `${first_columns} first columns`;
  const parts = [first_columns > 1 ? String(first_columns) : '', rows > 2 ? `${rows - 1}!` : ''].filter(
    Boolean,
  );
  if (parts.length === 0) {
    return (
      <>
        <Letter letter="K" /> itself: {columns}
      </>
    );
  }
  const divisor = parts.length === 2 ? `(${parts.join(' · ')})` : parts[0];
  const orders = rows > 2 ? `, ${rows - 1}! orders of rows 2 ${rows === 3 ? 'and' : 'to'} ${rows}` : '';
  return (
    <>
      <M>
        <i>K</i> ÷ {divisor}
      </M>
      , {columns}
      {orders}
    </>
  );
}

function allMeaning({ columns }: Multiples) {
  return (
    <>
      <M>
        {columns}! · <i>K</i>
      </M>
      , any first row
    </>
  );
}
