import { grouped } from '../../lib/numbers';
import type { AgreementAnswer, Verdict } from '../../model/generated';
import { EXACT } from '../../parts/exact';
import { perCent, spreadWords } from './figures';
import { Question } from './question';

const VERDICTS: Record<Verdict, string> = {
  agree: 'the rates agree',
  slower: 'a worker in company is slower',
  faster: 'a worker in company is faster',
  too_short: 'too short to measure here',
};

/** 7. How rates vary, and what workers share. */
export function AgreementSection({ answer }: { answer: AgreementAnswer }) {
  const { change, verdict, over_columns, over_workers, over_repetitions } = answer;
  const rows: [string, string, string][] = [
    ['In company', `${change.median >= 0 ? '+' : ''}${perCent(change.median)}`, spreadWords(change, perCent)],
    ['Over first columns', perCent(over_columns), 'half of them lie within'],
    ['Over workers', perCent(over_workers), 'from the slowest to the fastest'],
    ['Over repetitions', perCent(over_repetitions), 'half of them lie within'],
    [
      'Writes others can see',
      grouped(String(Math.round(answer.reports_a_second))),
      'a second per worker: how far it is',
    ],
    ['Tables read', `${grouped(String(answer.table_bytes))}`, 'bytes, by all workers, read only'],
  ];
  return (
    <Question number={7} said={answer.said}>
      <dl class="facts tight">
        <div>
          <dt>Verdict</dt>
          <dd>{VERDICTS[verdict]}</dd>
        </div>
        {rows.map(([name, figure, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span class="num" {...EXACT}>
                {figure}
              </span>{' '}
              <span class="u">{words}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Question>
  );
}
