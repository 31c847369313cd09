import { effect, type ReadonlySignal } from '@preact/signals';
import type { Form } from './form';
import type { Lab } from './lab';
import { EXAMPLE, type Question } from './question';
import type { Table } from './table';
import { type Address, formatAddress, type Size } from './url';
import type { View } from './view';

/** The addresses of what the page shows. */
export type Links = {
  /** Of one result, or of the form's question. */
  link(question: Question, run: boolean): string;
  /** Of the lab as it stands. */
  labLink(): string;
  /** Of the table as it stands. */
  tableLink(): string;
  resultsLink(): string;
};

export type LinksDeps = {
  view: ReadonlySignal<View>;
  form: Form;
  size: ReadonlySignal<Size>;
  present: ReadonlySignal<boolean>;
  lab: Pick<Lab, 'counted' | 'timed'>;
  table: Pick<Table, 'chosen' | 'shown'>;
  replaceAddress(search: string): void;
};

/** Makes addresses, and keeps that of the page up to date. */
export function createLinks(deps: LinksDeps): Links {
  const { view, form, size, present, lab, table, replaceAddress } = deps;

  const format = (of: View, question: Question, others: Partial<Address> = {}) =>
    formatAddress({
      view: of,
      question,
      timed: null,
      workers: form.workers.value,
      engine: form.engine.value,
      schedule: form.schedule.value,
      popcount: form.popcount.value,
      size: size.value,
      present: false,
      shown: table.shown.value,
      run: false,
      ...others,
    });

  const links: Links = {
    link: (question, run) => format('count', question, { run }),
    labLink: () => format('lab', { scope: 'shape', ...lab.counted.value }, { timed: lab.timed.value }),
    tableLink: () => format('table', { scope: 'shape', ...table.chosen.value }),
    resultsLink: () => format('results', form.checked.value.question ?? EXAMPLE, { present: present.value }),
  };

  function addressNow(): string | null {
    const { question } = form.checked.value;
    switch (view.value) {
      case 'count':
        return question && links.link(question, false);
      case 'lab':
        return links.labLink();
      case 'table':
        return links.tableLink();
      case 'results':
        return links.resultsLink();
    }
  }

  let written: string | null = null;
  effect(() => {
    const search = addressNow();
    if (!search) return;
    if (written !== null && written !== search) replaceAddress(search);
    written = search;
  });

  return links;
}
