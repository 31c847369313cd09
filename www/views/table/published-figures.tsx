import { Num } from '../../parts/number';
import { FIGURE_NAMES, type FigureName, type Figures } from '../../state/table-cells';
import { FigureLetter } from './figure-letter';
import { FIGURE_WORDS, isLong } from './words';

/** Figures that are in print and were not counted here, plainly apart from those that were. */
export function PublishedFigures({ figures }: { figures: Partial<Figures> }) {
  const isKnown = (name: FigureName) => figures[name] !== undefined;
  const known = FIGURE_NAMES.filter(isKnown);
  const unknown = FIGURE_NAMES.filter((name) => !isKnown(name));
  if (known.length === 0) return null;
  return (
    <section class="in-print" aria-labelledby="in-print">
      <h3 id="in-print">Published, not counted here</h3>
      <dl class="figs">
        {known.map((name) => (
          <div key={name}>
            <dt>
              <FigureLetter name={name} /> <span class="u">{FIGURE_WORDS[name]}</span>
            </dt>
            <dd>
              <Num
                value={figures[name] ?? ''}
                mark={name === 'difference'}
                long={isLong(figures[name] ?? '')}
              />
            </dd>
          </div>
        ))}
        {unknown.length > 0 && (
          <div>
            <dt>
              {unknown.map((name, i) => (
                <>
                  {i > 0 && ', '}
                  <FigureLetter key={name} name={name} />
                </>
              ))}
            </dt>
            <dd class="u">not yet known to us</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
