import { Sentence } from '../../components/exact';
import { M, SignedK } from '../../components/mathematics';
import { shapeName } from '../../model/shape';
import { SHAPES } from '../../model/table-cells';
import { useApp } from '../app-context';
import { listWords, numbersWords, observe } from './observations';

/** What the numbers show, computed from those that are there. */
export function Observed() {
  const { table } = useApp();
  const { totals, signs, zeros, cells } = observe(table.cells.value);
  if (cells === 0) return null;
  return (
    <section class="observed" aria-labelledby="observed">
      <h2 id="observed">Observed in this table</h2>
      <ul class="text">
        <Pairs
          {...totals}
          what={
            <M>
              <i>K</i>(<i>n</i> − 1, <i>n</i>) = <i>K</i>(<i>n</i>, <i>n</i>)
            </M>
          }
        />
        <Pairs
          {...signs}
          what={
            <>
              The last two rows have the same <SignedK sign="+" /> and the same <SignedK sign="−" />
            </>
          }
        />
        {zeros.length > 0 && (
          <li>
            <M>
              <i>D</i> = 0
            </M>{' '}
            for <Sentence>{listWords(zeros.map(shapeName))}</Sentence>
            {zeros.length < cells && ', and for no other shape here'}.
          </li>
        )}
      </ul>
      <p class="note">
        {cells === SHAPES.length
          ? `From all ${cells} shapes.`
          : `From the ${cells} of ${SHAPES.length} shapes that are counted here.`}
      </p>
    </section>
  );
}

function Pairs({
  equal,
  different,
  what,
}: {
  equal: number[];
  different: number[];
  what: preact.ComponentChildren;
}) {
  if (equal.length + different.length === 0) return null;
  const n = (numbers: number[]) => (
    <M>
      <i>n</i> = {numbersWords(numbers)}
    </M>
  );
  if (equal.length === 0) return null;
  return (
    <li>
      {what} for {n(equal)}
      {different.length > 0 && <>, not for {n(different)}</>}.
    </li>
  );
}
