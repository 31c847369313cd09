import { rate, rateLegend } from '../../format/units';
import type { ColumnRate, RatesAnswer, Spread } from '../../model/generated';
import { columnName } from '../../model/shape';
import { type BarRow, Bars } from './bars';
import { ColumnRates } from './column-rates';
import { Figure } from './figure';
import { Question } from './question';
import { FigureTable } from './table';

function row(name: string, spread: Spread, others: Partial<BarRow>): BarRow {
  return { name, value: spread.median, ...rate(spread.median), spread, ...others };
}

/** 4. The rate of the sequential code, of each worker of the pool, and of each first column. */
export function RatesSection({ answer, shape }: { answer: RatesAnswer; shape: string }) {
  const { sequential, workers, together, columns } = answer;
  const all = [sequential, ...workers, ...(together ? [together] : [])];
  return (
    <Question number={4} said={answer.said}>
      <Bars
        name="rates"
        of="the picture of the rates"
        caption={`${shape}, medians and quartiles of ${sequential.repetitions} repetitions`}
        rows={[
          row('sequential code, alone', sequential, { now: true }),
          ...workers.map((spread, worker) =>
            row(`worker ${worker + 1} of ${workers.length}`, spread, { worker }),
          ),
          ...(together ? [row('the whole pool', together, {})] : []),
        ]}
      />
      <p class="note">{rateLegend(all.map(({ median }) => median))}</p>
      <Figure
        name="column-rates"
        of="the picture of the rates of first columns"
        table={<ColumnTable columns={columns} />}
      >
        <ColumnRates columns={columns} />
        <p class="note">Each first column: filled in the pool, outlined alone; the line is its quartiles.</p>
      </Figure>
    </Question>
  );
}

const text = (perSecond: number) => {
  const { figure, unit } = rate(perSecond);
  return `${figure} ${unit}`;
};

function ColumnTable({ columns }: { columns: ColumnRate[] }) {
  const spread = (one: Spread | null) =>
    one === null ? '' : `${text(one.median)} (${text(one.lower)} to ${text(one.upper)})`;
  return (
    <FigureTable
      caption="Reduced rectangles a second by first column: median and quartiles"
      heads={['First column', 'Alone', 'In the pool']}
      rows={columns.map((one) => [
        columnName(one.first_column),
        spread(one.sequential),
        spread(one.parallel),
      ])}
    />
  );
}
