import { useSignal } from '@preact/signals';
import { type ComponentChildren, type JSX, render } from 'preact';
import { useRef } from 'preact/hooks';
import { saveBlob, saveText } from '../../components/download';
import { EXACT } from '../../components/exact';
import { pngOf, standalone } from './svg-export';

type Props = {
  /** part of the names of its files, for example 'timeline' */
  name: string;
  /** what it shows, for the labels of the buttons that save it */
  of: string;
  children: ComponentChildren;
  /** the same as a table; a picture that is a table already has none */
  table?: JSX.Element;
  /** what is saved instead where the page shows a table */
  drawing?: JSX.Element;
};

/** A picture, its figures in a table, and buttons that save it. */
export function Figure({ name, of, children, table, drawing }: Props) {
  const root = useRef<HTMLElement>(null);
  const failed = useSignal(false);

  async function save(kind: 'svg' | 'png') {
    failed.value = false;
    try {
      await withPicture(root.current, drawing, async (picture) => {
        const file = standalone(picture);
        if (kind === 'svg') saveText(`lab-${name}.svg`, file.text);
        else saveBlob(`lab-${name}.png`, await pngOf(file));
      });
    } catch {
      failed.value = true;
    }
  }

  return (
    <figure class="picture" ref={root}>
      {children}
      <figcaption class="picture-foot">
        {table && (
          <details>
            <summary>The figures behind this picture</summary>
            {table}
          </details>
        )}
        <span class="picture-save">
          {failed.value ? 'Not saved. ' : 'Save as '}
          {(['svg', 'png'] as const).map((kind) => (
            <button
              key={kind}
              class="link"
              type="button"
              aria-label={`${kind.toUpperCase()}: save ${of}`}
              onClick={() => void save(kind)}
            >
              {kind.toUpperCase()}
            </button>
          ))}
        </span>
      </figcaption>
    </figure>
  );
}

async function withPicture(
  root: HTMLElement | null,
  drawing: JSX.Element | undefined,
  use: (picture: SVGSVGElement) => Promise<void>,
): Promise<void> {
  if (!drawing) {
    const picture = root?.querySelector('svg');
    if (picture) await use(picture);
    return;
  }
  // Style sheets apply only to elements in the document.
  const aside = document.createElement('div');
  aside.className = 'visually-hidden picture';
  aside.ariaHidden = 'true';
  document.body.append(aside);
  try {
    render(drawing, aside);
    const picture = aside.querySelector('svg');
    if (picture) await use(picture);
  } finally {
    render(null, aside);
    aside.remove();
  }
}

/** A table of figures: the first cell of a row is its name, the others are aligned to the right. */
export function FigureTable({
  caption,
  heads,
  rows,
}: {
  caption: string;
  heads: string[];
  rows: ComponentChildren[][];
}) {
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

/** Scrolls what may be wider than the screen of a phone, with keys too. */
export function WideTable({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="wide-table" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
