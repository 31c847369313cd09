import type { TablesAnswer } from '../../model/generated';
import { Bars } from './bars';
import { duration } from './figures';
import { SHARINGS } from './labels';
import { Question } from './question';

/** 2. How often tables are built, each way, and what it costs. */
export function TablesSection({
  answer,
  shape,
  timer,
}: {
  answer: TablesAnswer;
  shape: string;
  timer: number;
}) {
  const { ways } = answer;
  return (
    <Question number={2} said={answer.said}>
      <Bars
        name="tables-built"
        of="the picture of how often tables are built"
        caption={`Tables built in one count of ${shape}`}
        rows={ways.map(({ tables, built }) => ({
          name: SHARINGS[tables],
          value: built,
          figure: String(built),
          now: tables === 'one_count',
        }))}
      />
      <Bars
        name="tables-time"
        of="the picture of what tables cost"
        caption="Building them takes, all workers together"
        rows={ways.map(({ tables, table_seconds }) => ({
          name: SHARINGS[tables],
          value: table_seconds.median,
          ...duration(table_seconds.median, timer),
          spread: table_seconds,
          now: tables === 'one_count',
        }))}
      />
      <Bars
        name="tables-count-time"
        of="the picture of the time of a count for each way"
        caption="One count then takes"
        rows={ways.map(({ tables, seconds }) => ({
          name: SHARINGS[tables],
          value: seconds.median,
          ...duration(seconds.median, timer),
          spread: seconds,
          now: tables === 'one_count',
        }))}
      />
    </Question>
  );
}
