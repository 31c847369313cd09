import type { Popcount, Schedule } from '../../engine/generated';
import { OpenFile } from '../../parts/open-file';
import { ENUMERATE_SECONDS, type EngineChoice } from '../../state/choice';
import { useCounter } from '../counter-context';
import { type Choice, RadioChoice } from './radio-choice';

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
    words: `enumeration if it takes at most ${ENUMERATE_SECONDS}\u00a0s, otherwise classes`,
  },
  {
    value: 'enumerate',
    name: 'Enumeration',
    words: 'goes through every reduced rectangle, however long it takes',
  },
  { value: 'classes', name: 'Classes', words: 'isomorphism classes of regular bipartite graphs' },
];

/** Who counts; and of the first columns, how they are shared out and how bits are counted. */
export function MoreChoices({ disabled }: { disabled: boolean }) {
  const { form, openCheckpoint } = useCounter();
  return (
    <>
      <RadioChoice legend="Engine" chosen={form.engine} choices={ENGINES} disabled={disabled} />
      {form.engine.value !== 'classes' && (
        <>
          <RadioChoice legend="Schedule" chosen={form.schedule} choices={SCHEDULES} disabled={disabled} />
          <RadioChoice legend="Popcount" chosen={form.popcount} choices={POPCOUNTS} disabled={disabled} />
        </>
      )}
      <p class="note">
        Continue a count from the command line or another browser:{' '}
        <OpenFile look="lnk" label="A checkpoint file" open={openCheckpoint}>
          Open checkpoint…
        </OpenFile>
      </p>
    </>
  );
}
