import { M, SignedK } from '../../components/mathematics';
import { Num } from '../../components/number';
import { SourceList } from '../../components/source';
import type { Figures } from '../../model/figures';
import type { Published } from '../../model/generated';
import { splitOf } from '../../model/published-split';

/** K as published beside D as counted here, and K⁺ and K⁻ that follow from the two. */
export function PublishedSplit({
  result,
  published,
}: {
  result: Pick<Figures, 'total' | 'difference'>;
  published: Published;
}) {
  const split = splitOf(result, published);
  if (!split) return null;
  return (
    <span data-published-split>
      <M>
        <i>K</i>
      </M>{' '}
      = <Num value={published.total} long /> is published: <SourceList sources={published.sources} />. With{' '}
      <M>
        <i>D</i>
      </M>{' '}
      from here it gives <SignedK sign="+" /> = <Num value={split.positive} long /> and <SignedK sign="−" /> ={' '}
      <Num value={split.negative} long />. They rest on the published value, and are in no export as a count.
    </span>
  );
}
