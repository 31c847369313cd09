import { EXACT } from '../../components/exact';
import { grouped } from '../../format/number';
import type { AgreementAnswer, Verdict } from '../../model/generated';
import { perCent, spreadWords } from './figures';
import { Question } from './question';

const VERDICTS: Record<Verdict, string> = {
  agree: 'the rates agree',
  slower: 'slower together',
  faster: 'faster together',
  too_short: 'too short to measure here',
};

/** 7. How rates vary, and what workers share. */
export function AgreementSection({ answer }: { answer: AgreementAnswer }) {
  const { change, verdict, over_columns, over_workers, over_repetitions } = answer;
  const rows: [string, string, string][] = [
    ['Together', `${change.median >= 0 ? '+' : ''}${perCent(change.median)}`, spreadWords(change, perCent)],
    ['Over first columns', perCent(over_columns), 'interquartile range'],
    ['Over workers', perCent(over_workers), 'from the slowest to the fastest'],
    ['Over repetitions', perCent(over_repetitions), 'interquartile range'],
    ['Progress writes per second', grouped(String(Math.round(answer.reports_a_second))), 'per worker'],
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
              <span class="unit-text">{words}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Question>
  );
}
