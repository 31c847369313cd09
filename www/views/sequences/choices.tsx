import { batch, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { M } from '../../components/mathematics';
import { Segmented } from '../../components/segmented';
import { grouped } from '../../format/number';
import { typedWhole } from '../../model/digits';
import { FIGURE_NAMES } from '../../model/figures';
import { mostColumns } from '../../model/limits';
import { endsOf, type SequenceOf, type SequencePlace } from '../../model/sequence';
import { MAX_COLUMNS } from '../../model/shape';
import { useApp } from '../app-context';
import { FIGURE_TEXT, FigureLetter } from '../table/figures';

const FIXED = ['rows', 'columns'] as const;

/** Which sequence: what is fixed, the figure, and from where to where. */
export function Choices() {
  const { sequences } = useApp();
  const { place, plan } = sequences;
  const { of, figure } = place.value;
  const fixed = 'rows' in of ? 'rows' : 'columns';
  const ends = endsOf(of, figure);
  const settled = plan.value?.sequence;

  const change = (changes: Partial<SequencePlace>) => {
    place.value = { ...place.value, ...changes };
  };

  function fix(name: (typeof FIXED)[number]) {
    if (name === fixed) return;
    batch(() =>
      change(
        name === 'rows'
          ? { of: { rows: 4, from: null, to: null }, figure: 'difference' }
          : { of: { columns: 9, from: null, to: null }, figure: 'total', ratio: false },
      ),
    );
  }

  return (
    <div class="sequence-choices">
      <Segmented legend="What is fixed" name="fixed" values={FIXED} chosen={fixed} choose={fix}>
        {(name) => (
          <>
            {name === 'rows' ? 'Rows ' : 'Columns '}
            <M>
              <i>{name === 'rows' ? 'r' : 'n'}</i>
            </M>
          </>
        )}
      </Segmented>
      <Whole
        id="sequence-fixed"
        label={fixed === 'rows' ? 'Rows r' : 'Columns n'}
        value={'rows' in of ? of.rows : of.columns}
        least={1}
        most={fixed === 'rows' ? MAX_COLUMNS : mostColumns(2)}
        set={(value) => change({ of: ofFixed(fixed, value) })}
      />
      <Segmented
        legend="Which figure"
        name="sequence-figure"
        values={FIGURE_NAMES}
        chosen={figure}
        choose={(name) => change({ figure: name, of: kept(of, name) })}
      >
        {(name) => (
          <>
            <FigureLetter name={name} />
            <span class="visually-hidden">, {FIGURE_TEXT[name]}</span>
          </>
        )}
      </Segmented>
      <div class="sequence-ends">
        <Whole
          id="sequence-from"
          label={fixed === 'rows' ? 'n from' : 'r from'}
          value={settled?.from ?? of.from ?? ends.least}
          least={ends.least}
          most={Math.max(ends.least, ends.most)}
          set={(from) => change({ of: { ...of, from, to: of.to !== null && of.to < from ? null : of.to } })}
        />
        <Whole
          id="sequence-to"
          label="to"
          value={settled?.to ?? of.to ?? ends.most}
          least={of.from ?? ends.least}
          most={Math.max(ends.least, ends.most)}
          set={(to) => change({ of: { ...of, to } })}
        />
      </div>
    </div>
  );
}

const ofFixed = (fixed: (typeof FIXED)[number], value: number): SequenceOf =>
  fixed === 'rows' ? { rows: value, from: null, to: null } : { columns: value, from: null, to: null };

/** The same ends, where the other figure is counted as far. */
function kept(of: SequenceOf, figure: SequencePlace['figure']): SequenceOf {
  const { most } = endsOf(of, figure);
  const within = (end: number | null) => (end !== null && end <= most ? end : null);
  return { ...of, from: within(of.from), to: within(of.to) };
}

type WholeProps = {
  id: string;
  label: string;
  value: number;
  least: number;
  most: number;
  set(value: number): void;
};

/** A whole number, taken when it is allowed; otherwise what is allowed is said under it. */
function Whole({ id, label, value, least, most, set }: WholeProps) {
  const text = useSignal(String(value));
  const typed = typedWhole(text.value);
  const wrong = typed === null || typed < least || typed > most;
  useEffect(() => {
    text.value = String(value);
  }, [value]);

  function take() {
    if (wrong || typed === null || typed === value) return;
    set(typed);
  }

  return (
    <div class="sequence-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={text.value}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
        onChange={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      {wrong && (
        <p class="wrong" id={`${id}-error`}>
          Enter a whole number from {grouped(String(least))} to {grouped(String(most))}.
        </p>
      )}
    </div>
  );
}
