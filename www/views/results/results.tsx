import './results.css';
import './print.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { SignNote } from '../../components/sign-note';
import { keyOf } from '../../model/saved-result';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { LazySaved } from '../count/lazy-parts';
import { viewLink } from '../view-link';
import { Filters, ResultsHead } from './head';
import { filtered, NO_FILTER, type Order, sorted } from './listing';
import { Notices } from './notices';
import { Presentation } from './presentation';
import { ResultsTable } from './table';

/** All saved results of this browser. */
export function ResultsView() {
  const app = useApp();
  const { results, present } = app;
  const filter = useSignal(NO_FILTER);
  const order = useSignal<Order>({ by: 'date', descending: true });
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  useEffect(() => void results.refresh(), []);
  useEffect(() => LazySaved.fetchNow(), []);

  const all = results.list.value;
  const listed = sorted(filtered(all, filter.value), order.value);
  const selected = listed.filter((one) => chosen.value.has(keyOf(one)));
  if (present.value) return <Presentation results={selected.length > 0 ? selected : listed} />;

  return (
    <div class="results" data-results={all.length}>
      <AddressNotes />
      <ResultsHead listed={listed} selected={selected} />
      <Notices />
      {all.length === 0 && !results.answered.value ? (
        <p class="text">The saved results have not been read yet.</p>
      ) : all.length === 0 ? (
        <p class="text">
          Nothing here yet. Every finished count is saved in this browser only.{' '}
          <a {...viewLink(app, 'count')}>Count a shape</a>, or import results.
        </p>
      ) : (
        <>
          <Filters filter={filter} />
          <SignNote shapes={listed} />
          <ResultsTable listed={listed} order={order} chosen={chosen} />
        </>
      )}
    </div>
  );
}
