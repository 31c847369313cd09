import { useId, useState } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { plural } from '../../format/units';
import { Try } from './parts';

type Props = {
  /** of the even part and of the odd part */
  popcounts: [number, number];
  /** of the strip */
  words: number;
  /** an odd number of the chosen rows is odd */
  swapped: boolean;
  told: boolean;
  tell(): void;
};

/** Both popcounts are guessed before they are shown. */
export function PopcountGuess({ popcounts: [even, odd], words, swapped, told, tell }: Props) {
  const [guess, setGuess] = useState({ even: '', odd: '' });
  const [said, setSaid] = useState('');
  const id = useId();

  function check() {
    const right = { even: guess.even.trim() === String(even), odd: guess.odd.trim() === String(odd) };
    if (right.even && right.odd) {
      setSaid('Right. ');
      return tell();
    }
    const part = (name: 'even' | 'odd') => `The ${name} part is ${right[name] ? 'right' : 'not right'}.`;
    setSaid(`${part('even')} ${part('odd')} Count the candidates that are left.`);
  }

  const field = (name: 'even' | 'odd', mark: string, tone: string) => (
    <>
      <label for={`${id}-${name}`}>
        <span class={tone}>{mark}</span> {name} part
      </label>
      <input
        id={`${id}-${name}`}
        class="num"
        inputMode="numeric"
        autocomplete="off"
        value={guess[name]}
        onInput={({ currentTarget: { value } }) => setGuess({ ...guess, [name]: value })}
      />
    </>
  );
  return (
    <Try>
      {!told && (
        <form
          class="popcount-guess"
          onSubmit={(event) => {
            event.preventDefault();
            check();
          }}
        >
          <p class="popcount-question">What will the popcounts be?</p>
          <p class="popcount-fields">
            {field('even', '+', 'plus')}
            {field('odd', '−', 'minus')}
            <button class="button" type="submit">
              Check
            </button>
            <button class="button" type="button" onClick={tell}>
              Show
            </button>
          </p>
        </form>
      )}
      <p class="popcount-said" role="status">
        {told ? (
          <>
            {said === 'Right. ' && said}
            <Figure name="even" value={even} /> and <Figure name="odd" value={odd} />, from{' '}
            {plural(words, 'word')}: no candidate was looked at one by one.
            {swapped &&
              ' The rows chosen so far are odd, so the even part makes odd rectangles, and the odd part even ones.'}
          </>
        ) : (
          said
        )}
      </p>
    </Try>
  );
}

function Figure({ name, value }: { name: 'even' | 'odd'; value: number }) {
  return (
    <>
      <span class="num" data-result={`popcount-${name}`} data-value={value} {...EXACT}>
        {value}
      </span>{' '}
      {name}
    </>
  );
}
