import { Fact } from '../../components/facts';
import { numberText } from '../../format/number';
import type { Evidence as Compared, Published } from '../../model/generated';
import { splitOf } from '../../model/published-split';
import type { FormulaFinished } from '../../model/result';
import type { SavedFormula } from '../../model/saved-result';
import { Evidence } from './evidence';
import { PublishedSplit } from './published-split';

/** What a count by formula tells besides its figures. */
export function ByFormula({ result }: { result: FormulaFinished }) {
  return (
    <div>
      <Evidence
        result={result}
        split={result.published && <PublishedSplit result={result} published={result.published} />}
        own={{ kind: 'Compared', words: <ComparedList evidence={result.evidence} /> }}
      />
    </div>
  );
}

/** The same of a saved result; `published` where it was looked up. */
export function FormulaFacts({ result, published }: { result: SavedFormula; published: Published | null }) {
  return (
    <>
      <Fact kind="Compared">
        <ComparedList evidence={result.evidence} />
      </Fact>
      {published && splitOf(result, published) && (
        <Fact kind="Published">
          <PublishedSplit result={result} published={published} />
        </Fact>
      )}
    </>
  );
}

/** Figures that had to be equal, and are, or there would be no result. */
function ComparedList({ evidence }: { evidence: Compared[] }) {
  if (evidence.length === 0) return <>Nothing: only this figure was counted.</>;
  return (
    <ul class="compared">
      {evidence.map((one) => (
        <li key={`${one.what} ${one.things}`} data-evidence={one.what}>
          {comparedText(one)}
        </li>
      ))}
    </ul>
  );
}

/** 'Shapes whose D is divisible by (n−1)!/(n−r)!: 27 of 27 in 27 shapes.' */
function comparedText({ what, count, things, found, expected }: Compared): string {
  const number = (text: string) => (/^-?\d+$/.test(text) ? numberText(text) : text);
  const name = `${what.charAt(0).toUpperCase()}${what.slice(1)}`.replaceAll('-', '−');
  const where = found === String(count) ? '' : `, in ${numberText(String(count))} ${things}`;
  return `${name}: ${number(found)} of ${number(expected)}${where}.`;
}
