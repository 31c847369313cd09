import './known.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { EXACT, Exact } from '../../components/exact';
import { M, SignedK } from '../../components/mathematics';
import { Segmented } from '../../components/segmented';
import { squareSign } from '../../format/sign';
import type { Shape } from '../../model/generated';
import type { PaneOf } from '../../model/learn';
import { MAX_COLUMNS, shapeName } from '../../model/shape';
import { SHAPES } from '../../model/table-cells';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';
import { PublishedByRows, type Values } from './published-by-rows';
import { READING } from './reading';
import { usePane } from './use-pane';

const NAMES: Record<PaneOf<8>, string> = {
  conjecture: 'The conjecture',
  published: 'What is published',
  added: 'What this page adds',
  reading: 'Further reading',
};

/** What is known of the signs, and what is not: the answer `published` for the table. */
export function KnownStep({ shape }: { shape: Shape }) {
  const { panes, pane, choose } = usePane(8);
  return (
    <div class="known">
      <Segmented legend="What is shown" name="known-pane" values={panes} chosen={pane} choose={choose}>
        {(one) => NAMES[one]}
      </Segmented>
      {pane === 'conjecture' && <Conjecture shape={shape} />}
      {(pane === 'published' || pane === 'added') && <PublishedPane pane={pane} />}
      {pane === 'reading' && <Reading />}
    </div>
  );
}

function Conjecture({ shape: { columns } }: { shape: Shape }) {
  const here = squareSign(columns);
  return (
    <>
      <p class="known-text">
        For even{' '}
        <M>
          <i>n</i>
        </M>{' '}
        there are never as many even as odd normalised Latin squares. This is the Alon–Tarsi conjecture of
        1992 in its form by rows, and nobody has proved it for all even{' '}
        <M>
          <i>n</i>
        </M>
        :
      </p>
      <p class="known-formula" {...EXACT}>
        <math display="block">
          <mi>D</mi>
          <mo>(</mo>
          <mi>n</mi>
          <mo>,</mo>
          <mi>n</mi>
          <mo>)</mo>
          <mo>=</mo>
          <msup>
            <mi>K</mi>
            <mo>+</mo>
          </msup>
          <mo>(</mo>
          <mi>n</mi>
          <mo>,</mo>
          <mi>n</mi>
          <mo>)</mo>
          <mo>−</mo>
          <msup>
            <mi>K</mi>
            <mo>−</mo>
          </msup>
          <mo>(</mo>
          <mi>n</mi>
          <mo>,</mo>
          <mi>n</mi>
          <mo>)</mo>
          <mo>≠</mo>
          <mn>0</mn>
        </math>
      </p>
      <table class="known-table">
        <caption class="visually-hidden">What is known of the conjecture</caption>
        <tbody>
          <Row name={<Exact>n = p + 1</Exact>}>proved by Drisko, 1997, for every odd prime p</Row>
          <Row name={<Exact>n = p − 1</Exact>}>proved by Glynn, 2010, for every odd prime p</Row>
          <Row name={<Exact>n ≤ 10</Exact>}>counted: D is not 0 for n = 2, 4, 6, 8, 10</Row>
          <Row name={<Exact>n = 26</Exact>}>open: the smallest even n that neither proof reaches</Row>
        </tbody>
      </table>
      <p class="note">
        Older sources list n = 2<sup>r</sup> · p too. Glynn found a mistake in the proof that multiplies by
        powers of two, so these are not known. {here}
      </p>
    </>
  );
}

function Row({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}

function PublishedPane({ pane }: { pane: 'published' | 'added' }) {
  const { published, loadPublished } = useApp().table.answers;
  useEffect(() => loadPublished(), []);
  const values = published.value;
  if (!values) return <p class="note learn-waiting">The published values are being loaded.</p>;
  return pane === 'published' ? <PublishedByRows values={values} /> : <Added values={values} />;
}

function Added({ values }: { values: Values }) {
  const app = useApp();
  const unsigned = SHAPES.filter((_, i) => !values[i]?.signed);
  return (
    <>
      <p class="known-text">
        Every figure of every shape with at most {MAX_COLUMNS} columns, counted by classes on your own
        computer, with its signs. Where both methods are quick enough, one checks the other.
      </p>
      <p class="known-text" data-result="signs-not-published">
        {unsigned.length === 0 ? (
          'Signs are published for all of them.'
        ) : (
          <>
            No published <SignedK sign="+" /> and <SignedK sign="−" /> known:{' '}
            <Exact>{unsigned.map(shapeName).join(', ')}</Exact>.
          </>
        )}
      </p>
      <p class="known-text">
        <a {...viewLink(app, 'table')}>The table</a> counts them, and names the sources shape by shape.
      </p>
    </>
  );
}

function Reading() {
  return (
    <ul class="known-reading">
      {READING.map(({ authors, title, where, url }) => (
        <li key={title}>
          {authors},{' '}
          {url ? (
            <a href={url} rel="noopener noreferrer">
              {title}
            </a>
          ) : (
            <cite>{title}</cite>
          )}
          , {where}
        </li>
      ))}
    </ul>
  );
}
