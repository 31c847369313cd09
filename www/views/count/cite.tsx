import { CopyButton } from '../../components/copy';
import { EXACT, Sentence } from '../../components/exact';
import { citeBibtex, citeText } from '../../format/cite';
import type { Finished } from '../../model/result';
import { useApp } from '../app-context';
import { absoluteLink } from './absolute-link';

export function Cite({ result }: { result: Finished }) {
  const { link } = useApp();
  const { rows, columns } = result;
  const citation = {
    result,
    version: result.version,
    date: new Date(result.date),
    link: absoluteLink(link({ scope: 'shape', rows, columns }, true)),
  };
  return (
    <section aria-labelledby="cite" class="cite">
      <div class="fig-head">
        <h3 id="cite">Cite</h3>
        <span class="actions">
          <CopyButton label="Copy text" text={() => citeText(citation)} />
          <CopyButton label="Copy BibTeX" text={() => citeBibtex(citation)} />
        </span>
      </div>
      <p class="text">
        <Sentence>{citeText(citation)}</Sentence>
      </p>
      <details>
        <summary>BibTeX</summary>
        <pre {...EXACT}>{citeBibtex(citation)}</pre>
      </details>
    </section>
  );
}
