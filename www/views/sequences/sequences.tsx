import './sequences.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { M } from '../../components/mathematics';
import { Segmented } from '../../components/segmented';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { absoluteLink } from '../count/absolute-link';
import { lazyView } from '../lazy';
import { sequenceLink } from '../view-link';
import { Choices } from './choices';
import { TermDetail } from './detail';
import { SequenceExports } from './exports';
import { PlotLegend } from './legend';
import { TermList } from './list';
import { ObservedSigns } from './observed';
import { Plot } from './plot';
import { plotData } from './plot-data';
import { SequenceCount } from './run';

/** The note is long, and few who look at a sequence read it. */
const LazyNote = lazyView<{ version: string; link: string }>({
  heading: 'The note',
  room: 'sequences-room',
  failed: 'The note could not be loaded.',
  fetch: async () => (await import('./note')).Note,
});

/** The terms of a sequence, or the note on the formulas behind them. */
export function SequencesView() {
  return useApp().sequences.place.value.page === 'note' ? <NotePage /> : <TermsPage />;
}

/** The note, to read, to print and to cite. */
function NotePage() {
  const app = useApp();
  return (
    <>
      <AddressNotes />
      <p class="ways sequence-ways">
        <a {...sequenceLink(app, { page: null })}>Sequences</a>
        <button class="link" type="button" onClick={() => print()}>
          Print this note
        </button>
      </p>
      <LazyNote version={app.engine.version.value} link={absoluteLink(app.sequenceLink({ page: 'note' }))} />
    </>
  );
}

/** A figure of every n for a fixed r, or of every r for a fixed n: its terms, and how they grow. */
function TermsPage() {
  const app = useApp();
  const { sequences } = app;
  const { trouble, run } = sequences;
  useEffect(() => sequences.look(), []);
  return (
    <div class="sequences" data-sequence-state={run.value.state}>
      <AddressNotes />
      <div class="sequences-head">
        <div>
          <h1>Sequences</h1>
          <p class="note">
            One figure for few rows and many columns, or for every number of rows of one <i>n</i>.{' '}
            <a {...sequenceLink(app, { page: 'note' })}>The formulas and their proof</a>
          </p>
        </div>
        <SequenceExports />
      </div>
      <Choices />
      <SequenceCount />
      {trouble.value !== null && (
        <p class="wrong" role="alert">
          {trouble.value}
        </p>
      )}
      <Terms />
    </div>
  );
}

const Ratio = () => (
  <M>
    |<i>D</i>|/<i>K</i>
  </M>
);

const PLOTS = ['figure', 'ratio'] as const;

function Terms() {
  const { sequences } = useApp();
  const { place, terms, termOf, plan } = sequences;
  const { of, figure, ratio } = place.value;
  const chosenAt = useSignal(0);
  const index = 'rows' in of ? 'n' : 'r';
  const all = terms.value;
  const first = all[0]?.at ?? 0;
  const last = all.at(-1)?.at ?? 0;
  const chosen = chosenAt.value >= first && chosenAt.value <= last ? chosenAt.value : first;
  const term = all[chosen - first];
  const data = useMemo(
    () =>
      plotData(
        of,
        figure,
        ratio,
        all.map(({ at }) => at),
        (at, name) => termOf(at, name)?.value ?? null,
      ),
    [all, of, figure, ratio],
  );
  const differences = useMemo(() => all.flatMap(({ at }) => termOf(at, 'difference') ?? []), [all]);
  if (!plan.value) return <div class="sequences-room" />;
  return (
    <div class="sequence-parts">
      <div class="sequence-list">
        <TermList
          terms={all}
          figure={figure}
          chosen={chosen}
          choose={(at) => {
            chosenAt.value = at;
          }}
        />
        {plan.value.unknown.map(({ from, to, why }) => (
          <p key={from} class="note" data-unknown={`${from}-${to}`}>
            {index} = {from === to ? from : `${from} to ${to}`}: {why}.
          </p>
        ))}
      </div>
      <div class="sequence-side">
        {term && <TermDetail term={term} of={of} figure={figure} />}
        <section aria-labelledby="growth">
          <div class="section-head">
            <h2 id="growth">
              {ratio ? (
                <>
                  How fast <Ratio /> falls
                </>
              ) : (
                'How it grows'
              )}
            </h2>
            {'rows' in of && (
              <Segmented
                legend="What is drawn"
                name="plot"
                values={PLOTS}
                chosen={ratio ? 'ratio' : 'figure'}
                choose={(name) => {
                  place.value = { ...place.value, ratio: name === 'ratio' };
                }}
              >
                {(name) => (name === 'ratio' ? <Ratio /> : 'Terms')}
              </Segmented>
            )}
          </div>
          <Plot
            data={data}
            index={index}
            from={first}
            to={last}
            chosen={chosen}
            label={`${ratio ? '|D|/K' : 'The size of the terms'} as powers of ten, ${index} from ${first} to ${last}`}
          />
          <PlotLegend data={data} of={of} figure={figure} ratio={ratio} />
        </section>
        {(ratio || figure === 'difference') && <ObservedSigns terms={differences} index={index} />}
      </div>
    </div>
  );
}
