import { sentence } from '../../engine/words';
import { useCounter } from '../counter-context';

/** Whether a long count can be gone on with after an interruption, and what it does without. */
export function Kept() {
  const { keeping, notKept, without } = useCounter();
  if (!keeping.value) return null;
  return (
    <>
      <p class="note">
        {notKept.value === null
          ? 'What is done is kept every 5 s: closed, this page offers to go on.'
          : `What is done cannot be kept here: ${sentence(notKept.value)}`}
      </p>
      {without.value.map((message) => (
        <p key={message} class="note">
          {message}
        </p>
      ))}
    </>
  );
}
