import { M } from '../../components/mathematics';
import { Stepper } from '../../components/stepper';
import { typedWhole } from '../../model/digits';
import { useApp } from '../app-context';

type Props = {
  field: 'rows' | 'columns';
  word: string;
  letter: string;
  most: number;
  readOnly: boolean;
  /** the chosen shapes do not depend on it */
  unused: boolean;
  error: string | undefined;
  onStep(by: number): void;
};

/** A small whole number, typed or stepped; what is allowed is said under it. */
export function NumberField({ field, word, letter, most, readOnly, unused, error, onStep }: Props) {
  const { form } = useApp();
  const text = form.texts.value[field];

  function stepByKey(event: KeyboardEvent) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined || readOnly) return;
    event.preventDefault();
    onStep(by);
  }

  return (
    <div class={unused ? 'field unused' : 'field'}>
      <label class="lab" for={field}>
        <span class="long-name">{word} </span>
        <M>
          <i>{letter}</i>
        </M>
      </label>
      <Stepper
        one={word.toLowerCase().replace(/s$/, '')}
        value={typedWhole(text) ?? 0}
        least={1}
        most={most}
        disabled={readOnly || unused}
        onStep={onStep}
      >
        <input
          id={field}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          readOnly={readOnly}
          disabled={unused}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${field}-error`}
          onKeyDown={stepByKey}
          onInput={(event) => {
            form.texts.value = { ...form.texts.value, [field]: event.currentTarget.value };
          }}
        />
      </Stepper>
      {error !== undefined && <FieldError field={field} words={error} />}
    </div>
  );
}

export function FieldError({ field, words }: { field: string; words: string }) {
  return (
    <p class="wrong" id={`${field}-error`}>
      {words}
    </p>
  );
}
