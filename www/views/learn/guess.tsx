import './guess.css';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { EXACT } from '../../components/exact';
import { plainDigits } from '../../model/digits';
import { Try } from './parts';

type Props = {
  /** what is asked for, in a sentence */
  question: string;
  /** the right figure, as the engine has it */
  value: string;
  /** said with the right figure */
  children: ComponentChildren;
};

/** A figure that is guessed before it is shown. */
export function Guess({ question, value, children }: Props) {
  const [text, setText] = useState('');
  const [said, setSaid] = useState<'nothing' | 'wrong' | 'right' | 'shown'>('nothing');
  const id = useId();
  return (
    <Try>
      <form
        class="learn-guess"
        onSubmit={(event) => {
          event.preventDefault();
          setSaid(plainDigits(text).replace(/[\s,]/g, '') === value ? 'right' : 'wrong');
        }}
      >
        <label for={id}>{question}</label>
        <input
          id={id}
          class="num"
          inputMode="numeric"
          autocomplete="off"
          value={text}
          {...EXACT}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setSaid('nothing');
          }}
        />
        <button class="button" type="submit">
          Check
        </button>
        <button class="button" type="button" onClick={() => setSaid('shown')}>
          Show
        </button>
      </form>
      <p class="learn-said" role="status">
        {said === 'wrong' && 'Not right. Try again, or press Show.'}
        {said === 'right' && 'Right. '}
        {(said === 'right' || said === 'shown') && children}
      </p>
    </Try>
  );
}
