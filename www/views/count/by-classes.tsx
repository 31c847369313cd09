import type { ClassesFinished } from '../../lib/finished';
import { ClassRates } from '../../parts/class-rates';
import { ClassesFacts } from './classes-facts';

/** What a count by classes tells besides its figures. */
export function ByClasses({ result }: { result: ClassesFinished }) {
  return (
    <>
      <ClassesFacts result={result} />
      <ClassRates workers={result.per_worker} heading="h3" />
    </>
  );
}
