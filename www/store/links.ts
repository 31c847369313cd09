import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import { type Address, formatAddress, type Size } from '../model/address';
import type { LearnPlace } from '../model/learn';
import { EXAMPLE, type Question } from '../model/question';
import type { SequencePlace } from '../model/sequence';
import { MAX_COLUMNS } from '../model/shape';
import type { View } from '../model/view';
import type { Form } from './form';
import type { Lab } from './lab';
import type { Learn } from './learn';
import type { Sequences } from './sequences';
import type { Table } from './table';

/** Addresses of what the page shows. */
export type Links = {
  /** Of a result or a question. */
  link(question: Question, run: boolean): string;
  /** Of the lab in its current state. */
  labLink(): string;
  /** Of the table in its current state. */
  tableLink(): string;
  resultsLink(): string;
  /** Of the walk in its current state, or with something changed. */
  learnLink(changes?: Partial<LearnPlace>): string;
  /** Of the sequence that is shown, or with something changed. */
  sequenceLink(changes?: Partial<SequencePlace>): string;
  /** Of a view in its current state. */
  addressOf(view: View): string;
  /** Adds a history entry for an address. */
  go(search: string): void;
  /** Restores an address that Back or Forward has led to, as far as possible. */
  arrive(search: string, bringBack: () => void): void;
};

const tooManyColumns = (question: Question) => question.scope === 'shape' && question.columns > MAX_COLUMNS;

export type LinksDeps = {
  view: ReadonlySignal<View>;
  form: Form;
  size: ReadonlySignal<Size>;
  present: ReadonlySignal<boolean>;
  lab: Pick<Lab, 'counted' | 'timed'>;
  table: Pick<Table, 'chosen' | 'shown'>;
  learn: Pick<Learn, 'place'>;
  sequences: Pick<Sequences, 'place'>;
  replaceAddress(search: string): void;
  pushAddress(search: string): void;
};

/** Creates addresses, and keeps the page's own up to date. */
export function createLinks(deps: LinksDeps): Links {
  const { view, form, size, present, lab, table, learn, sequences, replaceAddress, pushAddress } = deps;

  const format = (of: View, question: Question, others: Partial<Address> = {}) =>
    formatAddress({
      view: of,
      question,
      timed: null,
      workers: form.workers.value,
      // A shape counted by classes may be too large for enumeration.
      engine: tooManyColumns(question) && form.engine.value === 'enumerate' ? 'auto' : form.engine.value,
      figure: form.figure.value,
      schedule: form.schedule.value,
      popcount: form.popcount.value,
      size: size.value,
      present: false,
      shown: table.shown.value,
      learn: learn.place.value,
      sequence: sequences.place.value,
      run: false,
      ...others,
    });

  const links: Omit<Links, 'addressOf' | 'go' | 'arrive'> = {
    link: (question, run) => format('count', question, { run }),
    labLink: () => format('lab', { scope: 'shape', ...lab.counted.value }, { timed: lab.timed.value }),
    tableLink: () => format('table', { scope: 'shape', ...table.chosen.value }),
    resultsLink: () => format('results', form.checked.value.question ?? EXAMPLE, { present: present.value }),
    learnLink: (changes) => format('learn', EXAMPLE, { learn: { ...learn.place.value, ...changes } }),
    sequenceLink: (changes) =>
      format('sequences', EXAMPLE, { sequence: { ...sequences.place.value, ...changes } }),
  };

  function addressOf(of: View): string {
    switch (of) {
      case 'count':
        return links.link(form.checked.value.question ?? EXAMPLE, false);
      case 'lab':
        return links.labLink();
      case 'table':
        return links.tableLink();
      case 'results':
        return links.resultsLink();
      case 'learn':
        return links.learnLink();
      case 'sequences':
        return links.sequenceLink();
    }
  }

  /** null while the form has no question that the address could say */
  function addressNow(): string | null {
    return view.value === 'count' && !form.checked.value.question ? null : addressOf(view.value);
  }

  /** null before the first write: the address that the page was opened with is left as it is */
  let written: string | null = null;
  function write() {
    const search = addressNow();
    if (written !== null && search !== null && written !== search) replaceAddress(search);
    written = search ?? written ?? '';
  }

  effect(write);

  return {
    ...links,
    addressOf,
    go(search) {
      written = search;
      pushAddress(search);
    },
    arrive(search, bringBack) {
      written = search;
      bringBack();
      untracked(write);
    },
  };
}
