import { batch } from '@preact/signals';
import { CopyButton } from '../../components/copy';
import { M } from '../../components/mathematics';
import { Digits, Num, toneOf } from '../../components/number';
import { METHODS } from '../../format/method';
import { digitCount, isVeryLong } from '../../format/number';
import type { FigureName } from '../../model/figures';
import { type SequenceOf, shapeAt } from '../../model/sequence';
import type { Known } from '../../store/sequences';
import { useApp } from '../app-context';
import { FigureLetter } from '../table/figures';
import { isPlainClick } from '../view-link';

/** The chosen term with all its digits. */
export function TermDetail({ term, of, figure }: { term: Known; of: SequenceOf; figure: FigureName }) {
  const { rows, columns } = shapeAt(of, term.at);
  const { value, engine, why } = term;
  return (
    <section class="term-detail" aria-label={`The term for ${term.at}`} data-term={term.at}>
      <h2 class="equation">
        <FigureLetter name={figure} />
        <M>
          ({rows}, {columns})
        </M>
      </h2>
      {value === null ? (
        <p class="text">{why === null ? 'Not counted yet.' : `Not counted: ${why}.`}</p>
      ) : (
        <>
          <p class="term-value">
            <Num
              value={value}
              tone={toneOf(figure, value)}
              mark={figure === 'difference'}
              long
              figure={{ result: figure, final: true }}
            />
          </p>
          {isVeryLong(value) && <Digits value={value} />}
          <p class="note">
            {digitCount(value)}
            {engine !== null && `, counted by ${METHODS[engine]}`}
          </p>
          <p class="ways">
            <CopyButton label="Copy number" text={() => value} />
            <CountLink rows={rows} columns={columns} />
          </p>
        </>
      )}
    </section>
  );
}

/** Leads to the same shape in the Count view, where it can be counted with all that stands behind it. */
function CountLink({ rows, columns }: { rows: number; columns: number }) {
  const app = useApp();
  const question = { scope: 'shape' as const, rows, columns };
  const href = app.link(question, false);
  return (
    <a
      href={href}
      onClick={(event) => {
        if (!isPlainClick(event) || app.run.value.state === 'running') return;
        event.preventDefault();
        app.go(href);
        batch(() => {
          const { scope, texts } = app.form;
          scope.value = 'shape';
          texts.value = { ...texts.value, rows: String(rows), columns: String(columns) };
          app.view.value = 'count';
        });
        scrollTo(0, 0);
      }}
    >
      Open in Count
    </a>
  );
}
