import { Fragment } from 'preact';
import { FigureNum } from '../../components/figure-num';
import { M } from '../../components/mathematics';
import { isLong, Num } from '../../components/number';
import { FIGURE_NAMES, type FigureName } from '../../model/figures';
import { shapeName } from '../../model/shape';
import { type Figures, onlyPublished, type SomeFigures } from '../../model/table-cells';
import { useApp } from '../app-context';
import { ConflictAlert, HowKnown } from './evidence';
import { FIGURE_TEXT, FigureLetter } from './figures';
import { CountCell } from './run';

/** All that is known of the selected cell. */
export function Detail() {
  const { table } = useApp();
  const cell = table.cell(table.chosen.value);
  const { shape, figures, conflict } = cell;
  return (
    <section class="detail" aria-label={shapeName(shape)} data-detail={`${shape.rows},${shape.columns}`}>
      <h2 class="equation">
        <M>{shapeName(shape)}</M>
      </h2>
      {conflict && <ConflictAlert conflict={conflict} />}
      {figures && <FigureList figures={figures} />}
      <PublishedFigures figures={onlyPublished(cell)} />
      <CountCell cell={cell} />
      <HowKnown cell={cell} />
    </section>
  );
}

function FigureList({ figures }: { figures: Figures }) {
  return (
    <dl class="detail-figures">
      {FIGURE_NAMES.map((name) => (
        <div key={name}>
          <dt>
            <FigureLetter name={name} /> <span class="unit-text">{FIGURE_TEXT[name]}</span>
          </dt>
          <dd>
            <FigureNum figures={figures} name={name} final />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Published figures that were not counted here, kept apart from those that were. */
function PublishedFigures({ figures }: { figures: SomeFigures }) {
  const unknown = FIGURE_NAMES.filter((name) => figures[name] === undefined);
  if (unknown.length === FIGURE_NAMES.length) return null;
  return (
    <section class="in-print" aria-labelledby="in-print">
      <h3 id="in-print">Published, not counted here</h3>
      <dl class="detail-figures">
        {FIGURE_NAMES.map((name) => {
          const value = figures[name];
          if (value !== undefined) return <PublishedFigure key={name} name={name} value={value} />;
          return name === unknown[0] && <UnknownFigures key={name} names={unknown} />;
        })}
      </dl>
    </section>
  );
}

function PublishedFigure({ name, value }: { name: FigureName; value: string }) {
  return (
    <div>
      <dt>
        <FigureLetter name={name} /> <span class="unit-text">{FIGURE_TEXT[name]}</span>
      </dt>
      <dd>
        <Num value={value} mark={name === 'difference'} long={isLong(value)} />
      </dd>
    </div>
  );
}

function UnknownFigures({ names }: { names: FigureName[] }) {
  return (
    <div>
      <dt>
        {names.map((name, i) => (
          <Fragment key={name}>
            {i > 0 && ', '}
            <FigureLetter name={name} />
          </Fragment>
        ))}
      </dt>
      <dd class="unit-text">no published value known</dd>
    </div>
  );
}
