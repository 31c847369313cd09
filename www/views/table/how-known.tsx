import type { ComponentChildren } from 'preact';
import type { Published } from '../../engine/generated';
import { plural, timeText } from '../../lib/amounts';
import { momentText } from '../../lib/dates';
import { grouped } from '../../lib/numbers';
import type { SavedResult } from '../../lib/result-record';
import { M } from '../../parts/mathematics';
import { SourceList } from '../../parts/source';
import type { ByClasses, Cell } from '../../state/table-cells';
import { questionWords } from './questions';

/** On whose word the figures of a cell stand. */
export function HowKnown({ cell }: { cell: Cell }) {
  const { shape, classes, saved, conflict } = cell;
  if (!classes && !saved) return <p class="text not-yet">Not computed yet.</p>;
  return (
    <dl class="facts">
      {classes && (
        <Fact name="Computed here">
          <ClassesWords classes={classes} columns={shape.columns} />
        </Fact>
      )}
      {classes && !conflict && <Complete classes={classes} />}
      {saved && (
        <Fact name={classes && !conflict ? 'Checked' : 'Counted'}>
          <SavedWords saved={saved} both={classes !== null && !conflict} />
        </Fact>
      )}
      {classes && (
        <Fact name="Published">
          <PublishedWords published={classes.count.published} />
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

function ClassesWords({ classes: { run }, columns }: { classes: ByClasses; columns: number }) {
  const together = run.from === run.to ? '' : `, all of ${questionWords({ columns, ...run })} together`;
  return (
    <>
      by classes, in {timeText(run.elapsed_seconds)}
      {together}, by {plural(run.workers, 'worker')}, on {momentText(run.date)}
    </>
  );
}

/** The check that stands behind a count by classes. */
function Complete({ classes: { run } }: { classes: ByClasses }) {
  const last = run.levels.at(-1);
  if (!last) return null;
  const classes = run.levels.reduce((sum, level) => sum + level.classes, 0);
  return (
    <Fact name="Complete">
      {grouped(String(classes))} {classes === 1 ? 'class' : 'classes'}: their labelled graphs are all that
      exist
    </Fact>
  );
}

function SavedWords({ saved, both }: { saved: SavedResult; both: boolean }) {
  return both ? (
    <>by both engines: counted exhaustively too, saved on {momentText(saved.date)}, the same five figures</>
  ) : (
    <>
      exhaustively, in {timeText(saved.elapsed_seconds)}, saved on {momentText(saved.date)}
    </>
  );
}

function PublishedWords({ published }: { published: Published | null }) {
  if (!published) return <>not yet known to us</>;
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
      : {published.signed ? <SourceList sources={published.signed_sources} /> : 'not yet known to us'}
    </>
  );
}
