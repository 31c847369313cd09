import { Alert } from '../../components/alert';
import { CopyButton } from '../../components/copy';
import { Sentence } from '../../components/exact';
import { Fact } from '../../components/facts';
import { M } from '../../components/mathematics';
import { SourceList } from '../../components/source';
import { completenessText } from '../../format/completeness';
import { momentText } from '../../format/date';
import {
  countsDisagree,
  DIFFERENCE_ALONE,
  DIFFERS_FROM_PUBLISHED,
  FIGURES_INCONSISTENT,
  NO_PUBLISHED_VALUE,
} from '../../format/messages';
import { METHODS } from '../../format/method';
import { numberText } from '../../format/number';
import { countText, totalText } from '../../format/sign';
import { plural, timeText } from '../../format/units';
import type { Published } from '../../model/generated';
import { mostColumnsBy } from '../../model/limits';
import type { ClassesFinished, FormulaFinished, LevelCheck } from '../../model/result';
import type { SavedClasses, SavedColumns, SavedFormula } from '../../model/saved-result';
import { rangeName, sameShape, shapeName } from '../../model/shape';
import { isSaved, type Known } from '../../model/soundness';
import { type Cell, type Conflict, countsOf, wasChecked } from '../../model/table-cells';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';

/** How the figures of a cell are known. */
export function HowKnown({ cell }: { cell: Cell }) {
  const { classes, saved, formula, conflict, published } = cell;
  if (countsOf(cell).length === 0 && !published)
    return <p class="text not-yet">{published === null ? NO_PUBLISHED_VALUE : 'Not computed yet.'}</p>;
  return (
    <dl class="facts">
      {classes && (
        <Fact kind="Computed here">
          <ClassesText classes={classes} />
        </Fact>
      )}
      {classes && !conflict && <Complete levels={classes.levels} />}
      {saved && (
        <Fact kind={classes && !conflict ? 'Checked' : 'Counted'}>
          <SavedText saved={saved} both={classes !== null && !conflict} />
        </Fact>
      )}
      {formula && (
        <Fact kind={(classes || saved) && !conflict ? 'Checked' : 'Counted'}>
          <FormulaText formula={formula} both={(classes ?? saved) !== null && !conflict} />
        </Fact>
      )}
      {classes && !saved && !formula && !conflict && <Check classes={classes} />}
      {published !== undefined && (
        <Fact kind="Published">
          <PublishedText published={published} />
        </Fact>
      )}
    </dl>
  );
}

function ClassesText({ classes }: { classes: ClassesFinished | SavedClasses }) {
  const together = classes.from === classes.to ? '' : `, all of ${rangeName(classes)} together`;
  return (
    <>
      by classes, in {timeText(classes.elapsed_seconds)}
      <Sentence>{together}</Sentence>, by {plural(classes.workers, 'worker')}, on {momentText(classes.date)}
    </>
  );
}

/** The check that no class is missing. */
function Complete({ levels }: { levels: LevelCheck[] }) {
  const text = completenessText(levels);
  return (
    text !== null && (
      <Fact kind="Complete">
        <Sentence>{text}</Sentence>
      </Fact>
    )
  );
}

function SavedText({ saved, both }: { saved: SavedColumns; both: boolean }) {
  return both ? (
    <>both methods agree on all five figures; enumeration saved on {momentText(saved.date)}</>
  ) : (
    <>
      by enumeration, in {timeText(saved.elapsed_seconds)}, saved on {momentText(saved.date)}
    </>
  );
}

function FormulaText({ formula, both }: { formula: FormulaFinished | SavedFormula; both: boolean }) {
  const when = `${isSaved(formula) ? 'saved on' : 'on'} ${momentText(formula.date)}`;
  if (both)
    return (
      <>
        both methods agree{formula.total === null ? ' on D' : ' on all five figures'}; formula in{' '}
        {timeText(formula.elapsed_seconds)}, {when}
      </>
    );
  return (
    <>
      by formula, in {timeText(formula.elapsed_seconds)}, {when}
      {formula.total === null && `. ${DIFFERENCE_ALONE}`}
    </>
  );
}

/** Of a count by classes that stands alone: that it was checked before, or a way to check it. */
function Check({ classes }: { classes: ClassesFinished | SavedClasses }) {
  const { check, table } = useApp();
  if (wasChecked(classes))
    return <Fact kind="Checked">both methods agree; the other count is not saved</Fact>;
  if (classes.columns > mostColumnsBy('formula', classes.rows, 'K')) return null;
  const busy = table.running.value || table.blocked.value !== null;
  return (
    <Fact kind="Checked">
      {check.now.value.some((one) => sameShape(one, classes)) ? (
        'Checking by formula…'
      ) : (
        <>
          {check.trouble.value !== null && <>The check failed: {check.trouble.value} </>}
          <button class="link" type="button" disabled={busy} onClick={() => void check.run(classes)}>
            Check by formula
          </button>
        </>
      )}
    </Fact>
  );
}

function PublishedText({ published }: { published: Published | null }) {
  if (!published) return <>no published value known</>;
  return (
    <>
      <M>
        <i>K</i>
      </M>
      : <SourceList sources={published.sources} />
      <br />
      <M>
        <i>D</i>
      </M>
      : {published.signed ? <SourceList sources={published.signed_sources} /> : 'no published value known'}
    </>
  );
}

/** What contradicts itself or another count in cells that are not selected. */
export function OtherConflicts() {
  const { cells, chosen } = useApp().table;
  const others = cells.value.filter(({ conflict, shape }) => conflict && !sameShape(shape, chosen.value));
  if (others.length === 0) return null;
  const show = others.map(({ shape }) => (
    <button
      key={shapeName(shape)}
      class="link"
      type="button"
      onClick={() => {
        chosen.value = shape;
      }}
    >
      Show {shapeName(shape)}
    </button>
  ));
  return (
    <Alert
      title={others.length === 1 ? 'A count is contradicted.' : 'Counts are contradicted.'}
      actions={show}
    >
      Of two numbers that must be equal one is wrong, so neither is shown as a result.
    </Alert>
  );
}

/** Two numbers that should be equal and are not: both are stated, and neither is shown as a result. */
export function ConflictAlert({ conflict }: { conflict: Conflict }) {
  const app = useApp();
  const copy = <CopyButton label="Copy a report" text={() => JSON.stringify(conflict, null, 2)} />;
  const copyAndShow = (
    <>
      {copy} <a {...viewLink(app, 'results')}>Show the saved result</a>
    </>
  );
  switch (conflict.kind) {
    case 'sum': {
      const { counted } = conflict;
      return (
        <Alert title={FIGURES_INCONSISTENT} actions={copy}>
          <Sentence>{`${byText(counted)}, reduced ${numberText(counted.reduced ?? '')}`}</Sentence>. So this
          count is wrong and is not shown as a result.
        </Alert>
      );
    }
    case 'published': {
      const { counted, published } = conflict;
      return (
        <Alert title={DIFFERS_FROM_PUBLISHED} actions={isSaved(counted) ? copyAndShow : copy}>
          <Sentence>
            {`${byText(counted)}. Published: ${totalText(published.total, published.signed)}`}
          </Sentence>
          , <SourceList sources={published.sources} />
          {published.signed && (
            <>
              ; the signs: <SourceList sources={published.signed_sources} />
            </>
          )}
          . One of the two is wrong, so this one is not shown as a result.
        </Alert>
      );
    }
    case 'engines': {
      const { counted, other } = conflict;
      return (
        <Alert title={countsDisagree(counted, other)} actions={copyAndShow}>
          <Sentence>{`${byText(counted)}. ${byText(other)}`}</Sentence>. One of the two is wrong, so neither
          is shown as a result.
        </Alert>
      );
    }
  }
}

function byText(count: Known): string {
  const when = isSaved(count) ? `, saved on ${momentText(count.date)}` : '';
  return `Counted by ${METHODS[count.engine]}${when}: ${countText(count)}`;
}
