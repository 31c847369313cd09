import { momentText } from '../../format/date';
import { aboutTime, plural, timeText } from '../../format/units';
import { estimateBy, secondsBy } from '../../model/engine-selection';
import { type Finished, isByClasses } from '../../model/result';
import { MAX_COLUMNS, sameShape } from '../../model/shape';
import { useApp } from '../app-context';
import { focusGo } from './focus';

/** What the other engine says of a result that it does not contradict, or a way to ask it. */
export function BothEngines({ result }: { result: Finished }) {
  return isByClasses(result) ? <ByEnumeration result={result} /> : <ByClasses result={result} />;
}

function ByClasses({ result }: { result: Finished }) {
  const { check, counts, estimates } = useApp();
  const counted = counts.of(result);
  if (counted) return <>{equalWords(counted, result)}</>;
  if (check.running.value) return <>Checking by classes…</>;
  const found = estimates.value?.find(({ shape }) => sameShape(shape, result));
  return (
    <>
      {check.trouble.value !== null && <>The check failed: {check.trouble.value} </>}
      <button class="lnk" type="button" onClick={() => void check.run(result)}>
        Check by classes
      </button>
      {found && `, about ${aboutTime(secondsBy(found, 'classes'))}`}
    </>
  );
}

function ByEnumeration({ result }: { result: Finished }) {
  const { estimates, results, countBy } = useApp();
  const saved = results.list.value.find((one) => one.engine !== 'classes' && sameShape(one, result));
  if (saved) return <>{`${equalWords(result, saved).slice(0, -1)}, saved ${momentText(saved.date)}.`}</>;
  if (result.columns > MAX_COLUMNS) return <>Enumeration goes only up to n = {MAX_COLUMNS}.</>;
  const found = estimates.value?.find(({ shape }) => sameShape(shape, result));
  const estimate = found && estimateBy(found, 'enumerate');
  return (
    <>
      <button
        class="lnk"
        type="button"
        onClick={() => {
          countBy('enumerate');
          focusGo();
        }}
      >
        Check by enumeration
      </button>
      {estimate && `, about ${aboutTime(estimate.seconds)}`}
    </>
  );
}

type Timed = Pick<Finished, 'elapsed_seconds' | 'workers'>;

const equalWords = (classes: Timed, enumeration: Timed) =>
  `Both methods agree: classes in ${timeText(classes.elapsed_seconds)}, enumeration in ` +
  `${timeText(enumeration.elapsed_seconds)} (${plural(enumeration.workers, 'worker')}).`;
