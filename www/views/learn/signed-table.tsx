import { EXACT } from '../../components/exact';
import type { RowSign } from '../../model/generated';
import { SignWord } from './parts';

type Props = {
  caption: string;
  rows: RowSign[];
  /** the product */
  sign: number;
  /** the row that is looked at, from 0, where one can be chosen */
  chosen?: number;
  choose?(row: number): void;
  /** the rows before a swap: what differs is marked */
  before?: RowSign[];
};

/** A rectangle with the sign of each row, and their product. */
export function SignedTable({ caption, rows, sign, chosen, choose, before }: Props) {
  return (
    <table class="learn-signed" dir="ltr">
      <caption>{caption}</caption>
      <tbody>
        {rows.map(({ symbols, sign: own }, r) => (
          <tr key={r} class={chosen === r ? 'learn-row-chosen' : ''}>
            {choose && (
              <th scope="row">
                <button type="button" aria-pressed={chosen === r} onClick={() => choose(r)}>
                  <span class="visually-hidden">Row </span>
                  {r + 1}
                </button>
              </th>
            )}
            {symbols.map((symbol, c) => (
              <td
                key={c}
                class={before && before[r]?.symbols[c] !== symbol ? 'learn-changed' : ''}
                {...EXACT}
              >
                {symbol}
              </td>
            ))}
            <td class="learn-row-sign">
              <SignWord sign={own} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={(rows[0]?.symbols.length ?? 0) + (choose ? 1 : 0)}>
            Product
          </th>
          <td class="learn-row-sign">
            <SignWord sign={sign} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
