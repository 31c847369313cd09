import './note.css';
import { CopyButton } from '../../components/copy';
import { EXACT, Exact } from '../../components/exact';
import { DisplayFormula, InlineFormula, Prose } from '../../components/typeset';
import { COEFFICIENTS } from './note-coefficients';
import { WORKS, type Work } from './note-references';
import { ABSTRACT, LAWS, type Part, SECTIONS, TITLE } from './note-text';

type Where = {
  /** of this program */
  version: string;
  /** the address of the note */
  link: string;
};

/** The note on signed Latin rectangles with few rows, to read, to print and to cite. */
export function Note({ version, link }: Where) {
  const cite = `The Latin Rectangles developers, ${TITLE}. Latin Rectangles ${version}. ${link}`;
  return (
    <article class="sequence-note">
      <h1>{TITLE}</h1>
      <section aria-label="Abstract" class="sequence-note-abstract text">
        <p>
          <Prose text={ABSTRACT} />
        </p>
      </section>
      {SECTIONS.map(({ id, heading, parts }) => (
        <section key={id} id={`note-${id}`}>
          <h2>{heading}</h2>
          {parts.map((part, i) => (
            <NotePart key={i} part={part} label={`Formulas ${i + 1} of ${heading}`} />
          ))}
        </section>
      ))}
      <section id="note-references">
        <h2>References</h2>
        <ul class="sequence-note-works">
          {Object.values<Work>(WORKS).map((work) => (
            <li key={work.title}>
              <Reference work={work} />
            </li>
          ))}
        </ul>
      </section>
      <section id="note-cite">
        <h2>To cite this note</h2>
        <p class="text" {...EXACT}>
          {cite}
        </p>
        <p>
          <CopyButton label="Copy the citation" text={() => cite} />
        </p>
      </section>
    </article>
  );
}

/** `label` tells its formulas from those of other parts. */
function NotePart({ part, label }: { part: Part; label: string }) {
  if (typeof part === 'string') {
    return (
      <p class="text">
        <Prose text={part} />
      </p>
    );
  }
  if ('formulas' in part) return <Formulas texts={part.formulas} label={label} />;
  if ('list' in part) return <ul class="text sequence-note-list">{items(part.list)}</ul>;
  if ('steps' in part) return <ol class="text sequence-note-list">{items(part.steps)}</ol>;
  return part.table === 'laws' ? <Laws /> : <CoefficientLists />;
}

/** Formulas below each other, which scroll together where the page is narrow. */
function Formulas({ texts, label }: { texts: readonly string[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="wide-table sequence-note-formulas" aria-label={label} tabIndex={0}>
      {texts.map((text) => (
        <DisplayFormula key={text} text={text} />
      ))}
    </section>
  );
}

const items = (texts: readonly string[]) =>
  texts.map((text) => (
    <li key={text}>
      <Prose text={text} />
    </li>
  ));

function Laws() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="wide-table" aria-label="How D grows, and its share of K" tabIndex={0}>
      <table class="measures-table">
        <thead>
          <tr>
            <th scope="col">Rows</th>
            <th scope="col">
              <InlineFormula text="D(r,n)∼" /> <span class="visually-hidden">law of D</span>
            </th>
            <th scope="col">
              <InlineFormula text="D(r,n)/K(r,n)∼" /> <span class="visually-hidden">law of D over K</span>
            </th>
            <th scope="col">
              <InlineFormula text="D" /> over the law at <Exact>n = 1,000</Exact>
            </th>
          </tr>
        </thead>
        <tbody>
          {LAWS.map(({ rows, difference, ratio, at1000 }) => (
            <tr key={rows}>
              <th scope="row" {...EXACT}>
                {rows}
              </th>
              <td>
                <InlineFormula text={difference} />
              </td>
              <td>
                <InlineFormula text={ratio} />
              </td>
              <td class="num" {...EXACT}>
                {at1000}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function CoefficientLists() {
  return (
    <dl class="sequence-note-coefficients">
      {COEFFICIENTS.map(({ name, coefficients }) => (
        <div key={name}>
          <dt>
            <InlineFormula text={name} />, from <InlineFormula text="x^0" /> to{' '}
            <InlineFormula text={`x^{${coefficients.length - 1}}`} />
          </dt>
          <dd class="num" {...EXACT}>
            {coefficients.map((digits) => digits.replace('-', '−')).join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Reference({ work: { authors, title, where, url } }: { work: Work }) {
  return (
    <>
      {authors},{' '}
      {url ? (
        <a href={url} rel="noopener noreferrer">
          {title}
        </a>
      ) : (
        title
      )}
      , {where}.
    </>
  );
}
