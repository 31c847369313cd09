import type { ComponentChildren } from 'preact';
import { EXACT } from '../../components/exact';
import { SignedK } from '../../components/mathematics';
import type { Column } from './listing';

/** In the order in which they stand. */
export const COLUMNS: { column: Column; right: boolean }[] = [
  { column: 'shape', right: false },
  { column: 'total', right: true },
  { column: 'positive', right: true },
  { column: 'negative', right: true },
  { column: 'difference', right: true },
  { column: 'reduced', right: true },
  { column: 'engine', right: false },
  { column: 'workers', right: true },
  { column: 'time', right: true },
  { column: 'date', right: true },
];

const letter = (name: string) => (
  <i class="math-name" {...EXACT}>
    {name}
  </i>
);

const WORDS: Record<Column, ComponentChildren> = {
  shape: 'Shape',
  total: letter('K'),
  positive: (
    <>
      <SignedK sign="+" /> even
    </>
  ),
  negative: (
    <>
      <SignedK sign="−" /> odd
    </>
  ),
  difference: <>{letter('D')} difference</>,
  reduced: <>{letter('R')} reduced</>,
  all: <>{letter('L')} all</>,
  engine: 'Engine',
  workers: 'Workers',
  time: 'Time',
  date: 'Date',
};

export function HeadWord({ column }: { column: Column }) {
  return <>{WORDS[column]}</>;
}
