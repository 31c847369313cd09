import { ClassRates } from '../../components/class-rates';
import { Exact } from '../../components/exact';
import { Measure } from '../../components/facts';
import { Num } from '../../components/number';
import { kernelName } from '../../format/cite';
import { massWords } from '../../format/completeness';
import { plural, time } from '../../format/units';
import type { ClassesFinished, LevelCheck } from '../../model/result';
import { rangeName } from '../../model/shape';
import { Behind } from './evidence';

/** What a count by classes tells besides its figures. */
export function ByClasses({ result }: { result: ClassesFinished }) {
  return (
    <>
      <ClassesFacts result={result} />
      <ClassRates workers={result.per_worker} heading="h3" />
    </>
  );
}

/** What stands behind a count by classes. */
export function ClassesFacts({ result }: { result: ClassesFinished }) {
  const words = massWords(result.levels) ?? 'For up to three rows no list of classes is needed.';
  return (
    <div>
      <Behind result={result} own={{ kind: 'Complete', words }} engine={<EngineFact result={result} />} />
      {result.levels.length > 0 && <Levels levels={result.levels} />}
    </div>
  );
}

function EngineFact({ result }: { result: ClassesFinished }) {
  const { workers, kernel, elapsed_seconds, before_seconds, from, to } = result;
  return (
    <>
      classes, {plural(workers, 'worker')}, {kernelName(kernel)},{' '}
      <span data-elapsed={elapsed_seconds}>
        <Measure {...time(elapsed_seconds)} />
      </span>
      {before_seconds > 0 && (
        <>
          , <Measure {...time(before_seconds)} /> of it in earlier runs
        </>
      )}
      {from < to && (
        <>
          {' '}
          for <Exact>{rangeName(result)}</Exact> together
        </>
      )}
      .
    </>
  );
}

/** One line for each degree: both counts of its labelled graphs are the same, or there would be no result. */
function Levels({ levels }: { levels: LevelCheck[] }) {
  return (
    <table class="tab levels">
      <caption class="note">
        Regular bipartite graphs by degree: the classes found account for exactly the known number of labelled
        graphs.
      </caption>
      <thead>
        <tr>
          <th scope="col">Degree</th>
          <th scope="col" class="align-right">
            Classes
          </th>
          <th scope="col" class="align-right">
            Labelled graphs
          </th>
        </tr>
      </thead>
      <tbody>
        {levels.map(({ degree, classes, graphs }) => (
          <tr key={degree}>
            <th scope="row">{degree}</th>
            <td class="align-right">
              <Num value={String(classes)} />
            </td>
            <td class="align-right">
              <Num value={graphs} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
