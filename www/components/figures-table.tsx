import './figures-table.css';
import type { ComponentChildren } from 'preact';
import { NOT_COUNTED } from '../format/messages';
import { emWidth, grouped, percent, ratio } from '../format/number';
import type { Shape } from '../model/generated';
import type { Finished } from '../model/result';
import { M, SignedK } from './mathematics';
import { Num, toneOf } from './number';
import { SignNote } from './sign-note';

/** Below this share of the bar the gap would be thinner than a pixel. */
const DRAWN = 0.002;

/** More digits than a phone has room for are broken between their groups. */
const LONG = 18;
const isLong = (value: bigint | string) => String(value).length > LONG;

type Signs = { positive: bigint; negative: bigint };

/** What R and L are told by. */
type Multiples = Pick<Finished, 'rows' | 'columns' | 'first_columns' | 'reduced' | 'all'>;

/** A count that has ended; what it leaves open is null. */
type Final = Multiples & Pick<Finished, 'positive' | 'negative' | 'difference'>;

type Props = {
  shape: Shape;
  signs: Signs | null;
  result?: Final;
  /** rows for R and L before they are known */
  tail?: boolean;
  /** digits to keep room for while they are counted */
  digits?: number;
};

/** K+, K- and D with their bars on one scale, and R and L of a finished count; without signs it keeps its room. */
export function FiguresTable({ shape, signs, result, tail = false, digits }: Props) {
  const final = result !== undefined;
  const soFar = final || !signs ? '' : ' so far';
  const difference = result ? result.difference : signs && String(signs.positive - signs.negative);
  return (
    <>
      <table
        class={digits ? 'figures-table growing' : 'figures-table'}
        style={digits ? { '--em': String(emWidth(digits)) } : {}}
      >
        <tbody>
          <SignRow sign="+" word={`even${soFar}`} signs={signs} result={result} />
          <SignRow sign="−" word={`odd${soFar}`} signs={signs} result={result} />
          <Row symbol={<Letter letter="D" />} word="difference" meaning={signs && <Gap {...signs} />}>
            {difference === null ? <Open final={final} /> : <Difference value={difference} final={final} />}
          </Row>
          {(result || tail) && (
            <>
              <Row symbol={<Letter letter="R" />} word="reduced" meaning={result && reducedMeaning(result)}>
                {result && <Multiple value={result.reduced} name="reduced" />}
              </Row>
              <Row symbol={<Letter letter="L" />} word="all" meaning={result && allMeaning(result)}>
                {result && <Multiple value={result.all} name="all" />}
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

type SignRowProps = {
  sign: keyof typeof OF_SIGN;
  word: string;
  signs: Signs | null;
  result: Final | undefined;
};

/** K+ or K-, with its bar where both are known. */
function SignRow({ sign, word, signs, result: counted }: SignRowProps) {
  const { result, tone } = OF_SIGN[sign];
  const symbol = <SignedK sign={sign} />;
  const final = counted !== undefined;
  const value = signs ? signs[result] : (counted?.[result] ?? null);
  if (value === null)
    return (
      <Row symbol={symbol} word={word} meaning={null}>
        <Open final={final} />
      </Row>
    );
  const most = signs && (signs.positive > signs.negative ? signs.positive : signs.negative);
  return (
    <Row symbol={symbol} word={word} meaning={most !== null && bar(BigInt(value), most, tone)}>
      <Num value={value} tone={tone} long={isLong(value)} figure={{ result, final }} />
    </Row>
  );
}

/** In place of a figure: of a count that has ended, that it leaves this open. */
function Open({ final }: { final: boolean }) {
  return final ? <span class="unit-text">{NOT_COUNTED}</span> : null;
}

function Multiple({ value, name }: { value: string | null; name: 'reduced' | 'all' }) {
  if (value === null) return <Open final />;
  return <Num value={value} long={isLong(value)} figure={{ result: name, final: true }} />;
}

function bar(value: bigint, most: bigint, tone: 'plus' | 'minus') {
  return <span class={`bar ${tone}`} style={{ '--v': (ratio(value, most) * 100).toFixed(2) }} />;
}

function Difference({ value, final }: { value: string; final: boolean }) {
  return (
    <Num
      value={value}
      tone={toneOf('difference', value)}
      mark
      long={isLong(value)}
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
  const columns =
    first_columns === 1 ? 'one first column' : `${grouped(String(first_columns))} first columns`;
  const parts = [
    first_columns > 1 ? grouped(String(first_columns)) : '',
    rows > 2 ? `${rows - 1}!` : '',
  ].filter(Boolean);
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
