import type { ComponentChildren } from 'preact';
import { Sentence } from '../../components/exact';
import { M } from '../../components/mathematics';
import { SourceList } from '../../components/source';
import { completenessText } from '../../format/completeness';
import { momentText } from '../../format/date';
import { NO_PUBLISHED_VALUE } from '../../format/messages';
import { plural, timeText } from '../../format/units';
import type { Published } from '../../model/generated';
import type { ClassesFinished, LevelCheck } from '../../model/result';
import type { SavedClasses, SavedColumns } from '../../model/saved-result';
import { rangeName } from '../../model/shape';
import type { Cell } from '../../model/table-cells';

/** On whose word the figures of a cell stand. */
export function HowKnown({ cell }: { cell: Cell }) {
  const { classes, saved, conflict, published } = cell;
  if (!classes && !saved && !published)
    return <p class="text not-yet">{published === null ? NO_PUBLISHED_VALUE : 'Not computed yet.'}</p>;
  return (
    <dl class="facts">
      {classes && (
        <Fact name="Computed here">
          <ClassesWords classes={classes} />
        </Fact>
      )}
      {classes && !conflict && <Complete levels={classes.levels} />}
      {saved && (
        <Fact name={classes && !conflict ? 'Checked' : 'Counted'}>
          <SavedWords saved={saved} both={classes !== null && !conflict} />
        </Fact>
      )}
      {published !== undefined && (
        <Fact name="Published">
          <PublishedWords published={published} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ClassesWords({ classes }: { classes: ClassesFinished | SavedClasses }) {
  const together = classes.from === classes.to ? '' : `, all of ${rangeName(classes)} together`;
  return (
    <>
      by classes, in {timeText(classes.elapsed_seconds)}
      <Sentence>{together}</Sentence>, by {plural(classes.workers, 'worker')}, on {momentText(classes.date)}
    </>
  );
}

/** The check that stands behind a count by classes. */
function Complete({ levels }: { levels: LevelCheck[] }) {
  const words = completenessText(levels);
  return (
    words !== null && (
      <Fact name="Complete">
        <Sentence>{words}</Sentence>
      </Fact>
    )
  );
}

function SavedWords({ saved, both }: { saved: SavedColumns; both: boolean }) {
  return both ? (
    <>both methods agree on all five figures; enumeration saved on {momentText(saved.date)}</>
  ) : (
    <>
      by enumeration, in {timeText(saved.elapsed_seconds)}, saved on {momentText(saved.date)}
    </>
  );
}

function PublishedWords({ published }: { published: Published | null }) {
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
