import type { ComponentChildren } from 'preact';
import { EXACT } from '../../components/exact';
import { WideTable } from './wide-table';

type Cell = ComponentChildren;

/** Figures in rows: the first cell of each is its name, the others stand on the right. */
export function FigureTable({ caption, heads, rows }: { caption: string; heads: string[]; rows: Cell[][] }) {
  return (
    <WideTable label={caption}>
      <table class="measures-table figures">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, i) => (
              <th key={head} scope="col" class={i > 0 ? 'align-right' : ''}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], i) => (
            <tr key={i}>
              <th scope="row">{first}</th>
              {others.map((cell, k) => (
                <td key={k} class="align-right num" {...EXACT}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
