import { useEffect, useRef } from 'preact/hooks';
import { Sentence } from '../../components/exact';
import { aboutTime, plural } from '../../format/units';
import { secondsBy } from '../../model/engine-selection';
import { questionName } from '../../model/question';
import { useApp } from '../app-context';
import { focusSubmit } from './focus-submit';

/** Said before a long count starts. */
export function ConfirmLong() {
  const { form, estimates, plan, workerCount, countAnyway, countBy, dismissConfirm } = useApp();
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  function leave(answer: () => void) {
    answer();
    focusSubmit();
  }

  const { question } = form.checked.value;
  if (!question || !plan.value || !estimates.value) return null;
  const seconds = plan.value.reduce((sum, one) => sum + one.seconds, 0);
  const byClasses = estimates.value.reduce((sum, one) => sum + secondsBy(one, 'classes'), 0);
  const name = questionName(question);
  return (
    <section aria-label="Before this count starts">
      <p class="text" ref={words} tabIndex={-1}>
        <Sentence>{name.charAt(0).toUpperCase() + name.slice(1)}</Sentence> would take about{' '}
        {aboutTime(seconds)} here on {plural(workerCount.value, 'worker')}.
      </p>
      <p class="ways">
        <button class="button go" type="button" onClick={() => leave(countAnyway)}>
          Count anyway
        </button>
        {byClasses < seconds && (
          <button class="button" type="button" onClick={() => leave(() => countBy('classes'))}>
            By classes, about {aboutTime(byClasses)}
          </button>
        )}
        <button class="button" type="button" onClick={() => leave(dismissConfirm)}>
          Not now
        </button>
      </p>
    </section>
  );
}
