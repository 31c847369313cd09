import './presentation.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { FigureNum } from '../../components/figure-num';
import { FiguresTable } from '../../components/figures-table';
import { SignNote } from '../../components/sign-note';
import { dayText } from '../../format/date';
import { plural, timeText } from '../../format/units';
import { signsOf } from '../../model/figures';
import { keyOf, type SavedResult } from '../../model/saved-result';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { LeadingFigure } from '../count/result-head';
import { ColumnText } from './table';

/** For a lecture: first all results in a table, then each by itself; keys move between them and leave. */
export function Presentation({ results }: { results: SavedResult[] }) {
  const { present } = useApp();
  const root = useRef<HTMLDivElement>(null);
  const slide = useSignal(results.length === 1 ? 1 : 0);
  const last = results.length;

  useEffect(() => {
    root.current?.focus();
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') present.value = false;
      const next = nextSlide(slide.value, event.key, last);
      if (next === null) return;
      event.preventDefault();
      slide.value = next;
      scrollTo(0, 0);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [last]);

  const result = results[slide.value - 1];
  return (
    <div class="present" ref={root} tabIndex={-1} data-slide={slide.value}>
      <h1 class="visually-hidden">Results, presented</h1>
      <p class="visually-hidden" role="status">
        {result ? `${shapeName(result)}, ${slide.value} of ${last}` : `All ${plural(last, 'result')}`}. Arrow
        keys move, Escape leaves.
      </p>
      {result ? <OneResult key={keyOf(result)} result={result} /> : <AllResults results={results} />}
    </div>
  );
}

function OneResult({ result }: { result: SavedResult }) {
  const { engine, workers, elapsed_seconds, date, version } = result;
  return (
    <section aria-label={shapeName(result)}>
      <LeadingFigure result={result} words="exactly" />
      <FiguresTable shape={result} signs={signsOf(result)} result={result} />
      <p class="note">
        Latin Rectangles {version}, {engine}, {plural(workers, 'worker')}, {timeText(elapsed_seconds)},{' '}
        {dayText(date)}
      </p>
    </section>
  );
}

const SHOWN = ['total', 'positive', 'negative', 'difference'] as const;

function AllResults({ results }: { results: SavedResult[] }) {
  if (results.length === 0) return <p class="text">There are no results.</p>;
  return (
    <>
      <table class="measures-table" aria-label="Results">
        <thead>
          <tr>
            <th scope="col">Shape</th>
            {SHOWN.map((name) => (
              <th key={name} scope="col" class="align-right">
                <ColumnText column={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={keyOf(result)}>
              <th scope="row" {...EXACT}>
                {shapeName(result)}
              </th>
              {SHOWN.map((name) => (
                <td key={name} class="align-right">
                  <FigureNum figures={result} name={name} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <SignNote shapes={results} />
    </>
  );
}

/** The slide, from 0 to `last`, that a key leads to; null for other keys, among them up and down, which scroll. */
export function nextSlide(slide: number, key: string, last: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
    case ' ':
      return Math.min(last, slide + 1);
    case 'ArrowLeft':
    case 'PageUp':
      return Math.max(0, slide - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
