import { NO_CLASSES_NEEDED } from '../../format/messages';
import './evidence.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Fact } from '../../components/facts';
import { Num } from '../../components/number';
import { SaveTranscript } from '../../components/transcript';
import { completenessText } from '../../format/completeness';
import { dayText } from '../../format/date';
import type { Published } from '../../model/generated';
import type { SavedColumns, SavedResult } from '../../model/saved-result';
import { MAX_COLUMNS } from '../../model/shape';
import { placeOf } from '../../model/table-cells';
import { useApp } from '../app-context';
import { focusSubmit } from './focus-submit';
import { FormulaFacts } from './formula-evidence';
import { HowCounted } from './how-counted';
import { FinalFigures } from './result-head';

/** A result of another day, marked as such. */
export function Saved({ result }: { result: SavedResult }) {
  const { count, engine, saved, table } = useApp();

  function again() {
    saved.value = null;
    count();
    focusSubmit();
  }

  const beyond = usePublishedBeyond(result);

  function published() {
    const known = table.answers.published.value;
    return known && result.columns <= MAX_COLUMNS ? (known[placeOf(result)] ?? null) : beyond;
  }

  return (
    <section aria-label="Saved result">
      <FinalFigures result={result} words={`saved ${dayText(result.date)}, counted exactly`} runs={false} />
      <dl class="facts saved-facts">
        <Fact kind="Saved">
          <SavedWords result={result} />
        </Fact>
        <Fact kind="Checked">
          {result.check === 'checked' ? 'Both methods agree.' : 'Not checked by another method.'}
        </Fact>
        {'evidence' in result && <FormulaFacts result={result} published={published() ?? null} />}
        {'levels' in result && (
          <Fact kind="Complete">{completenessText(result.levels) ?? NO_CLASSES_NEEDED}</Fact>
        )}
        {'per_column' in result && (
          <Fact kind="Measured then">
            <Columns result={result} />
          </Fact>
        )}
        <Fact kind="Engine">
          <HowCounted result={result} />
        </Fact>
      </dl>
      <p class="ways">
        <button class="button" type="button" onClick={again}>
          Count again
        </button>
        <button
          class="link"
          type="button"
          onClick={() => {
            saved.value = null;
            focusSubmit();
          }}
        >
          Close
        </button>
        <SaveTranscript
          of={() => ({ result, published: published(), other: null, version: engine.version.value })}
        />
      </p>
    </section>
  );
}

/** Few shapes of more columns have published values, and none of more than so many. */
const MOST_PUBLISHED = 20;

/** The published value of a shape beyond the table whose K was not counted; undefined until it is looked up. */
function usePublishedBeyond(result: SavedResult): Published | null | undefined {
  const { engine } = useApp();
  const [found, setFound] = useState<Published | null>();
  const { columns, total } = result;
  const wanted = total === null && columns > MAX_COLUMNS && columns <= MOST_PUBLISHED;
  useEffect(() => {
    if (!wanted) return;
    engine
      .call({ type: 'published', columns })
      .then(({ values }) => setFound(values[placeOf(result)] ?? null))
      .catch(() => {});
  }, [result]);
  return wanted ? found : undefined;
}

function SavedWords({ result: { date, version } }: { result: SavedResult }): ComponentChildren {
  return (
    <>
      Counted <time dateTime={date}>{dayText(date)}</time> with version {version}; not recounted now.
    </>
  );
}

function Columns({ result: { per_column } }: { result: SavedColumns }) {
  const [first] = per_column;
  if (!first) return null;
  const one = per_column.length === 1;
  return (
    <>
      {one ? 'One first column: ' : `All ${per_column.length} first columns agreed: `}
      <Num value={first.positive} /> even + <Num value={first.negative} /> odd{one ? '.' : ' each.'}
    </>
  );
}
