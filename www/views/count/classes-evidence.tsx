import { ClassRates } from '../../components/class-rates';
import { Num } from '../../components/number';
import { completenessText } from '../../format/completeness';
import type { ClassesFinished, LevelCheck } from '../../model/result';
import { Evidence } from './evidence';

/** What a count by classes tells besides its figures. */
export function ByClasses({ result }: { result: ClassesFinished }) {
  return (
    <>
      <ClassesEvidence result={result} />
      <ClassRates workers={result.per_worker} heading="h3" />
    </>
  );
}

/** What supports a count by classes. */
export function ClassesEvidence({ result }: { result: ClassesFinished }) {
  const words = completenessText(result.levels) ?? 'For up to three rows no list of classes is needed.';
  return (
    <div>
      <Evidence result={result} own={{ kind: 'Complete', words }} />
      {result.levels.length > 0 && <Levels levels={result.levels} />}
    </div>
  );
}

/** One line for each degree: both counts of its labelled graphs are the same, or there would be no result. */
function Levels({ levels }: { levels: LevelCheck[] }) {
  return (
    <table class="measures-table levels">
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
