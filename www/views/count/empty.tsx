import { Sentence } from '../../components/exact';
import { LatinRectangle } from '../../components/rectangle';
import { questionName } from '../../model/question';
import { useApp } from '../app-context';
import { focusGo } from './focus';

const EXAMPLE = [
  [1, 2, 3, 4, 5, 6],
  [2, 4, 6, 3, 1, 5],
  [3, 6, 2, 5, 4, 1],
  [4, 1, 5, 2, 6, 3],
  [5, 3, 1, 6, 2, 4],
];

/** Before the first count. */
export function Empty() {
  const { form, count, engine } = useApp();

  function tryExample() {
    form.scope.value = 'shape';
    form.texts.value = { ...form.texts.value, rows: '5', columns: '6' };
    count();
    focusGo();
  }

  const { question } = form.checked.value;
  const name = question ? questionName(question) : '';
  const ready = question
    ? `${name.charAt(0).toUpperCase()}${name.slice(1)} is ready: press Count. `
    : 'Choose rows and columns and press Count. ';

  return (
    <section class="empty" aria-label="Nothing counted yet">
      <LatinRectangle columns={6} first={[1, 2, 3, 4, 5]} rows={EXAMPLE} worker={0} />
      <div>
        <p class="text">
          Nothing counted yet. <Sentence>{ready}</Sentence>Everything runs in this tab; nothing is sent
          anywhere.
        </p>
        {engine.state.value !== 'unsupported' && (
          <p class="ways">
            <button class="btn" type="button" onClick={tryExample}>
              <Sentence>Try 5 × 6</Sentence>
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
