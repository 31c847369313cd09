import type { LevelCheck } from '../../engine/generated';
import { plural, time } from '../../lib/amounts';
import { kernelName } from '../../lib/cite';
import type { ClassesFinished } from '../../lib/finished';
import { massWords } from '../../lib/mass';
import { rangeName } from '../../lib/shapes';
import { Num } from '../../parts/number';
import { BothEngines } from './both-engines';
import { Fact, Measure, PublishedFact, SavedFact } from './facts';

/** What a count by classes has checked of itself, and what is known elsewhere. */
export function ClassesFacts({ result }: { result: ClassesFinished }) {
  return (
    <section aria-labelledby="behind">
      <h3 id="behind">What stands behind the number</h3>
      <p class="note under-head">Checked in this run, or printed elsewhere.</p>
      <dl class="facts">
        <Fact kind="Complete">{massWords(result.levels) ?? 'Up to three rows follow from cycle types.'}</Fact>
        <Fact kind="Checked">
          <BothEngines result={result} />
        </Fact>
        <Fact kind="Published">
          <PublishedFact result={result} />
        </Fact>
        <Fact kind="Engine">
          <EngineFact result={result} />
        </Fact>
        <Fact kind="Saved">
          <SavedFact result={result} />
        </Fact>
      </dl>
      {result.levels.length > 0 && <Levels levels={result.levels} />}
    </section>
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
      {from < to && ` for ${rangeName(result)} together`}.
    </>
  );
}

/** One line for each degree: both counts of its labelled graphs are the same, or there would be no result. */
function Levels({ levels }: { levels: LevelCheck[] }) {
  return (
    <table class="tab levels">
      <caption class="note">
        Regular bipartite graphs, by their degree: the labelled graphs of the classes found are as many as
        there are.
      </caption>
      <thead>
        <tr>
          <th scope="col">Degree</th>
          <th scope="col" class="r">
            Classes
          </th>
          <th scope="col" class="r">
            Labelled graphs
          </th>
        </tr>
      </thead>
      <tbody>
        {levels.map(({ degree, classes, graphs }) => (
          <tr key={degree}>
            <th scope="row">{degree}</th>
            <td class="r">
              <Num value={String(classes)} />
            </td>
            <td class="r">
              <Num value={graphs} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
