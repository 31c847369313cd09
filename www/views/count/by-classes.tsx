import { ClassRates } from '../../components/class-rates';
import type { ClassesFinished } from '../../model/result';
import { ClassesFacts } from './classes-evidence';

/** What a count by classes tells besides its figures. */
export function ByClasses({ result }: { result: ClassesFinished }) {
  return (
    <>
      <ClassesFacts result={result} />
      <ClassRates workers={result.per_worker} heading="h3" />
    </>
  );
}
