import './learn.css';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { focusHeading } from '../../components/focus-heading';
import { Stepper } from '../../components/stepper';
import type { Shape } from '../../model/generated';
import { LEARN_COLUMNS, NO_CHOICES, STEPS } from '../../model/learn';
import { shapeName } from '../../model/shape';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { learnLink, sequenceLink } from '../view-link';
import { CandidatesStep } from './candidates';
import { ClassesStep } from './classes';
import { FirstColumnsStep } from './first-columns';
import { Glossary } from './glossary';
import { KnownStep } from './known';
import { TeachersNotes } from './notes';
import { ParallelStep } from './parallel';
import { RectangleStep } from './rectangle';
import { SearchStep } from './search';
import { SignStep } from './sign';

/** The steps in order: the frame writes the heading, the step all that is below it. */
const WALK: { name: string; Step: ComponentType<{ shape: Shape }> }[] = [
  { name: 'A Latin rectangle', Step: RectangleStep },
  { name: 'Sign', Step: SignStep },
  { name: 'First columns', Step: FirstColumnsStep },
  { name: 'Candidates', Step: CandidatesStep },
  { name: 'Bitsets', Step: SearchStep },
  { name: 'Parallel', Step: ParallelStep },
  { name: 'By classes', Step: ClassesStep },
  { name: 'Known and open', Step: KnownStep },
];

/** How the count works, in eight steps; each has an address. */
export function LearnView() {
  const { step, page } = useApp().learn.place.value;
  const shown = page ?? step;
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== shown) focusHeading();
    before.current = shown;
  }, [shown]);
  return (
    <div class="learn">
      <AddressNotes />
      <div class="learn-columns">
        <StepList />
        {page === null ? <StepPage step={step} /> : <article class="learn-page">{pages[page]}</article>}
      </div>
    </div>
  );
}

const pages = { glossary: <Glossary />, notes: <TeachersNotes /> };

function StepList() {
  const app = useApp();
  const { step, page } = app.learn.place.value;
  return (
    <nav class="learn-list" aria-label="Steps">
      <ol>
        {WALK.map(({ name }, i) => (
          <li key={name}>
            <a
              {...learnLink(app, { step: i + 1, page: null })}
              aria-current={page === null && step === i + 1 ? 'step' : undefined}
            >
              <span class="num" {...EXACT}>
                {i + 1}
              </span>
              {name}
            </a>
          </li>
        ))}
      </ol>
      <PageLinks />
    </nav>
  );
}

function PageLinks() {
  const app = useApp();
  const { page } = app.learn.place.value;
  const current = (name: string) => (page === name ? 'page' : undefined);
  return (
    <p class="learn-pages note">
      <a {...learnLink(app, { page: 'glossary' })} aria-current={current('glossary')}>
        Glossary
      </a>{' '}
      <a {...learnLink(app, { page: 'notes' })} aria-current={current('notes')}>
        For teachers
      </a>{' '}
      <a {...sequenceLink(app, { page: 'note' })}>Formulas</a>
    </p>
  );
}

function StepPage({ step }: { step: number }) {
  const { shape } = useApp().learn.place.value;
  const now = WALK[step - 1];
  if (!now) return null;
  return (
    <article class="learn-step" data-step={step}>
      <header class="learn-head">
        <h1>{now.name}</h1>
        <ShapeChooser />
      </header>
      <Larger />
      <now.Step key={`${step} ${shapeName(shape)}`} shape={shape} />
      <Turn step={step} />
    </article>
  );
}

/** Says so where the shape that was asked for is too large to be shown. */
function Larger() {
  const { shape, larger } = useApp().learn.place.value;
  if (!larger) return null;
  return (
    <p class="note learn-larger">
      <span {...EXACT}>{shapeName(larger)}</span> is too large to be shown here, so this is{' '}
      <span {...EXACT}>{shapeName(shape)}</span>. The method is the same.
    </p>
  );
}

function ShapeChooser() {
  const { learn } = useApp();
  const { rows, columns } = learn.place.value.shape;
  const choose = (shape: Shape) => {
    learn.place.value = { ...learn.place.value, shape, larger: null, choices: NO_CHOICES };
  };
  return (
    <fieldset class="learn-shape">
      <legend class="visually-hidden">Shape</legend>
      <span>Rows</span>
      <Stepper
        one="row"
        value={rows}
        least={1}
        most={columns}
        onStep={(by) => choose({ rows: rows + by, columns })}
      >
        <output class="learn-size num" aria-label="Rows">
          {rows}
        </output>
      </Stepper>
      <span>Columns</span>
      <Stepper
        one="column"
        value={columns}
        least={1}
        most={LEARN_COLUMNS}
        onStep={(by) => choose({ rows: Math.min(rows, columns + by), columns: columns + by })}
      >
        <output class="learn-size num" aria-label="Columns">
          {columns}
        </output>
      </Stepper>
    </fieldset>
  );
}

function Turn({ step }: { step: number }) {
  const app = useApp();
  const [back, next] = [WALK[step - 2], WALK[step]];
  return (
    <nav class="learn-turn" aria-label="Back and next">
      {back ? (
        <a class="button" rel="prev" {...learnLink(app, { step: step - 1 })}>
          Back: {back.name}
        </a>
      ) : (
        <span />
      )}
      <span class="learn-where">
        <span class="note">
          Step <span class="num">{step}</span> of <span class="num">{STEPS}</span>
        </span>
        <PageLinks />
      </span>
      {next ? (
        <a class="button" rel="next" {...learnLink(app, { step: step + 1 })}>
          Next: {next.name}
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
