import { M } from '../../components/mathematics';
import { type Observed, observe } from '../../model/signs-observed';
import { numbersText } from '../table/observed';

type Props = { terms: { at: number; value: string }[]; index: 'n' | 'r' };

/** Where D is 0 or changes sign, as far as it was looked at here. */
export function ObservedSigns({ terms, index }: Props) {
  const observed = observe(terms);
  if (!observed) return null;
  const { from, to, zeros, rule } = observed;
  return (
    <section aria-labelledby="signs" class="observed" data-observed={`${from}-${to}`}>
      <h2 id="signs">Observed, not proved</h2>
      <p class="note">
        For{' '}
        <M>
          <i>{index}</i>
        </M>{' '}
        {from === to ? `= ${from}` : `from ${from} to ${to}`}, and no further:
      </p>
      <ul class="text">
        <li>
          <M>
            <i>D</i>
          </M>{' '}
          is {zeros.length === 0 ? 'never 0' : `0 for ${index} = ${numbersText(zeros)}`}.
        </li>
        <Before observed={observed} index={index} />
        {rule && (
          <li>
            From {index} = {rule.from} on {ruleText(rule)}.
          </li>
        )}
      </ul>
    </section>
  );
}

function ruleText({ kind, last }: NonNullable<Observed['rule']>): string {
  if (kind === 'alternating')
    return `the sign changes with every term; the last one is ${last === '+' ? 'positive' : 'negative'}`;
  return kind === 'positive' ? 'every term is positive' : 'every term is negative';
}

/** The signs of the terms that follow no rule. */
function Before({ observed: { positive, negative }, index }: { observed: Observed; index: string }) {
  if (positive.length + negative.length === 0) return null;
  const parts = [
    positive.length > 0 ? `positive for ${index} = ${numbersText(positive)}` : '',
    negative.length > 0 ? `negative for ${index} = ${numbersText(negative)}` : '',
  ].filter(Boolean);
  return (
    <li>
      <M>
        <i>D</i>
      </M>{' '}
      is {parts.join(', ')}.
    </li>
  );
}
