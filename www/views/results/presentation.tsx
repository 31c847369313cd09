import './presentation.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { FiguresTable } from '../../components/figures-table';
import { Hero, Num } from '../../components/number';
import { SignNote } from '../../components/sign-note';
import { dayText } from '../../format/date';
import { plural, timeText } from '../../format/units';
import { keyOf, type SavedResult } from '../../model/saved-result';
import { shapeName } from '../../model/shape';
import { useApp } from '../app-context';
import { ResultHead } from '../count/result-head';
import { HeadWord } from './columns';
import { moved } from './slides';

/** For a lecture: first the table of the results, then each by itself; keys move and leave. */
export function Presentation({ results }: { results: SavedResult[] }) {
  const { present } = useApp();
  const root = useRef<HTMLDivElement>(null);
  const slide = useSignal(results.length === 1 ? 1 : 0);
  const last = results.length;

  useEffect(() => {
    root.current?.focus();
    function key(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') present.value = false;
      const next = moved(slide.value, event.key, last);
      if (next === null) return;
      event.preventDefault();
      slide.value = next;
      scrollTo(0, 0);
    }
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [last]);

  const result = results[slide.value - 1];
  return (
    <div class="present" ref={root} tabIndex={-1} data-slide={slide.value}>
      <h1 class="visually-hidden">Results, presented</h1>
      <p class="visually-hidden" role="status">
        {result ? `${shapeName(result)}, ${slide.value} of ${last}` : `All ${plural(last, 'result')}`}. Arrow
        keys move, Escape leaves.
      </p>
      {result ? <One key={keyOf(result)} result={result} /> : <All results={results} />}
    </div>
  );
}

function One({ result }: { result: SavedResult }) {
  const { engine, workers, elapsed_seconds, date, version } = result;
  return (
    <section aria-label={shapeName(result)}>
      <ResultHead shape={result} words="normalised Latin rectangles, exactly" />
      <Hero value={result.total} digits={result.total.length} final />
      <FiguresTable
        shape={result}
        signs={{ positive: BigInt(result.positive), negative: BigInt(result.negative) }}
        result={result}
      />
      <p class="note">
        Latin Rectangles {version}, {engine}, {plural(workers, 'worker')}, {timeText(elapsed_seconds)},{' '}
        {dayText(date)}
      </p>
    </section>
  );
}

const SHOWN = ['total', 'positive', 'negative', 'difference'] as const;

function All({ results }: { results: SavedResult[] }) {
  if (results.length === 0) return <p class="text">There are no results.</p>;
  return (
    <>
      <table class="measures-table" aria-label="Results">
        <thead>
          <tr>
            <th scope="col">Shape</th>
            {SHOWN.map((name) => (
              <th key={name} scope="col" class="align-right">
                <HeadWord column={name} />
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
                  <Num
                    value={result[name]}
                    tone={toneOf(name, result)}
                    mark={name === 'difference'}
                    long={result[name].length > 15}
                  />
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

function toneOf(name: (typeof SHOWN)[number], { difference }: SavedResult) {
  if (name === 'total' || (name === 'difference' && difference === '0')) return undefined;
  if (name === 'difference') return difference.startsWith('-') ? 'minus' : 'plus';
  return name === 'positive' ? 'plus' : 'minus';
}
