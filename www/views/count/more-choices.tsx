import { OpenFile } from '../../components/open-file';
import { type Choice, RadioChoice } from '../../components/radio-choice';
import { ENUMERATE_SECONDS, type EngineChoice, estimateBy } from '../../model/engine-selection';
import type { Figure, Popcount, Schedule } from '../../model/generated';
import { useApp } from '../app-context';

const SCHEDULES: Choice<Schedule | null>[] = [
  { value: null, name: 'Automatic', words: 'chosen from the shape and the number of workers' },
  { value: 'dynamic', name: 'Dynamic', words: 'each worker takes the next first column when it is free' },
  { value: 'static', name: 'Static', words: 'first columns are assigned before the start' },
  {
    value: 'split',
    name: 'Split',
    words: 'first columns are cut into parts, so that all workers finish together',
  },
];

const POPCOUNTS: Choice<Popcount>[] = [
  { value: 'auto', name: 'Auto', words: 'the fastest in this browser' },
  { value: 'scalar', name: 'Scalar', words: 'one popcount instruction per word' },
  { value: 'bytes', name: 'Bytes', words: 'popcount of bytes, added up' },
  {
    value: 'vertical',
    name: 'Vertical counters',
    words: 'bitsets are added bit by bit and counted together',
  },
];

const ENGINES: Choice<EngineChoice>[] = [
  {
    value: 'auto',
    name: 'Automatic',
    words: `enumeration if it takes at most ${ENUMERATE_SECONDS}\u00a0s, otherwise classes; formula where both take longer`,
  },
  {
    value: 'enumerate',
    name: 'Enumeration',
    words: 'goes through every reduced rectangle, however long it takes',
  },
  { value: 'classes', name: 'Classes', words: 'isomorphism classes of regular bipartite graphs' },
  {
    value: 'formula',
    name: 'Formula',
    words: 'sums and recurrences for 2 to 6 rows; D far beyond K',
  },
];

const FIGURES: Choice<Figure | null>[] = [
  { value: null, name: 'All', words: 'every figure that can be counted' },
  { value: 'K', name: 'K', words: 'normalised, without signs' },
  { value: 'K+', name: 'K⁺', words: 'even' },
  { value: 'K-', name: 'K⁻', words: 'odd' },
  { value: 'D', name: 'D', words: 'even less odd, without K' },
  { value: 'R', name: 'R', words: 'reduced' },
];

const NAIVE: Choice<EngineChoice> = {
  value: 'naive',
  name: 'Naive',
  words: 'cell by cell, every symbol in turn, as a textbook does',
};

/** Who counts; and of the first columns, how they are shared out and how bits are counted. */
export function MoreChoices({ disabled }: { disabled: boolean }) {
  const { form, estimates, openCheckpoint } = useApp();
  const engine = form.engine.value;
  const takesAll = estimates.value?.every((one) => estimateBy(one, 'naive'));
  const engines = takesAll || engine === 'naive' ? [...ENGINES, NAIVE] : ENGINES;
  return (
    <>
      <RadioChoice legend="Engine" chosen={form.engine} choices={engines} disabled={disabled} />
      {(engine === 'formula' || engine === 'auto' || form.figure.value !== null) && (
        <RadioChoice legend="Figures by formula" chosen={form.figure} choices={FIGURES} disabled={disabled} />
      )}
      {engine !== 'classes' && engine !== 'formula' && (
        <RadioChoice legend="Schedule" chosen={form.schedule} choices={SCHEDULES} disabled={disabled} />
      )}
      {engine !== 'classes' && engine !== 'formula' && engine !== 'naive' && (
        <RadioChoice legend="Popcount" chosen={form.popcount} choices={POPCOUNTS} disabled={disabled} />
      )}
      <p class="note">
        Continue a count from the command line or another browser:{' '}
        <OpenFile look="link" label="A checkpoint file" open={openCheckpoint}>
          Open checkpoint…
        </OpenFile>
      </p>
    </>
  );
}
