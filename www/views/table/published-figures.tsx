import { Fragment } from 'preact';
import { Num } from '../../components/number';
import { FIGURE_NAMES, type FigureName, type Figures } from '../../model/table-cells';
import { FigureLetter } from './figure-letter';
import { FIGURE_WORDS, isLong } from './labels';

/** Figures that are in print and were not counted here, plainly apart from those that were. */
export function PublishedFigures({ figures }: { figures: Partial<Figures> }) {
  const unknown = FIGURE_NAMES.filter((name) => figures[name] === undefined);
  if (unknown.length === FIGURE_NAMES.length) return null;
  return (
    <section class="in-print" aria-labelledby="in-print">
      <h3 id="in-print">Published, not counted here</h3>
      <dl class="detail-figures">
        {FIGURE_NAMES.map((name) => {
          const value = figures[name];
          if (value !== undefined) return <Known key={name} name={name} value={value} />;
          return name === unknown[0] && <Unknown key={name} names={unknown} />;
        })}
      </dl>
    </section>
  );
}

function Known({ name, value }: { name: FigureName; value: string }) {
  return (
    <div>
      <dt>
        <FigureLetter name={name} /> <span class="unit-text">{FIGURE_WORDS[name]}</span>
      </dt>
      <dd>
        <Num value={value} mark={name === 'difference'} long={isLong(value)} />
      </dd>
    </div>
  );
}

function Unknown({ names }: { names: FigureName[] }) {
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
