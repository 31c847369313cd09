import './form.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Sentence } from '../../components/exact';
import { M } from '../../components/mathematics';
import { Stepper } from '../../components/stepper';
import { grouped } from '../../format/number';
import { plural } from '../../format/units';
import { typedWhole } from '../../model/digits';
import { mostColumns, mostRows } from '../../model/limits';
import { questionName, type Scope } from '../../model/question';
import { MAX_COLUMNS } from '../../model/shape';
import { type Field, stepped } from '../../store/form';
import { useApp } from '../app-context';
import { WorkersChoice } from '../workers-choice';
import { MoreChoices } from './more-choices';
import { SubmitArea } from './submit-area';

const FIELDS: Field[] = ['rows', 'columns', 'from', 'to'];

export function CountForm() {
  const counter = useApp();
  const { form, run, pending } = counter;
  const folded = useSignal(true);
  const more = useSignal(
    form.engine.value !== 'auto' ||
      form.figure.value !== null ||
      form.schedule.value !== null ||
      form.popcount.value !== 'auto',
  );
  const root = useRef<HTMLFormElement>(null);
  const running = run.value.state === 'running';
  const asked = pending.value || run.value.state !== 'idle';

  useEffect(() => {
    function cancelByKey(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !isForTheCount(event)) return;
      if (counter.confirming.value) counter.dismissConfirm();
      else counter.cancel();
    }
    document.addEventListener('keydown', cancelByKey);
    return () => document.removeEventListener('keydown', cancelByKey);
  }, []);

  function submit(event: Event) {
    event.preventDefault();
    const { errors } = form.checked.value;
    const wrong = FIELDS.find((field) => errors[field]);
    if (wrong) {
      root.current?.querySelector<HTMLElement>(`#${wrong}`)?.focus();
      return;
    }
    // Radios and steppers are switched off while a count runs; focus stays in the form.
    if (!(document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'text')) {
      root.current?.querySelector<HTMLElement>('.go')?.focus();
    }
    folded.value = true;
    counter.count();
  }

  // A count that is over in a moment changes none of it.
  const fields = useMemo(
    () => (
      <>
        <p class="text">
          Count the{' '}
          <M>
            <i>r</i> × <i>n</i>
          </M>{' '}
          grids whose rows are permutations, with no symbol twice in a column and first row{' '}
          <M>
            1 2 … <i>n</i>
          </M>
          .
        </p>
        <ShapeFields running={running} />
        <WorkersChoice disabled={running} />
        <ScopeChoice disabled={running} />
      </>
    ),
    [running],
  );

  return (
    <form class={asked ? 'form asked' : 'form'} onSubmit={submit} ref={root} noValidate>
      <FormSummary folded={folded.value} onChange={() => toggle(folded)} />
      {fields}
      {more.value && <MoreChoices disabled={running} />}
      <button class="link more" type="button" aria-expanded={more.value} onClick={() => toggle(more)}>
        {more.value ? 'Less' : 'More'}
      </button>
      <SubmitArea />
    </form>
  );
}

/**
 * Escape closes a list or a dialogue, ends an input method and leaves the full screen; and what stands outside the view
 * has its own use for it.
 */
function isForTheCount(event: KeyboardEvent): boolean {
  const { target, defaultPrevented, isComposing, repeat, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (defaultPrevented || isComposing || repeat || ctrlKey || metaKey || altKey || shiftKey) return false;
  if (document.fullscreenElement) return false;
  if (!(target instanceof Element) || target === document.body) return true;
  // A field that can be written in is being written in; while a count runs those of the form cannot.
  if (target.matches('select, textarea, input:not([readonly], [type=radio], [type=checkbox])')) return false;
  return target.closest('.two, .status') !== null;
}

function toggle(flag: { value: boolean }): void {
  flag.value = !flag.value;
}

/** All of the form in one line, for a phone that shows an answer. */
function FormSummary({ folded, onChange }: { folded: boolean; onChange(): void }) {
  const { form, workerCount } = useApp();
  const { question } = form.checked.value;
  return (
    <p class="form-summary">
      <M>{question ? questionName(question) : '…'}</M>
      <span>
        {plural(workerCount.value, 'worker')}
        {form.engine.value !== 'auto' && `, ${form.engine.value}`}
        {form.figure.value && `, ${form.figure.value} only`}
        {form.schedule.value && `, ${form.schedule.value}`}
        {form.popcount.value !== 'auto' && `, ${form.popcount.value}`}
      </span>
      <button class="link change" type="button" aria-expanded={!folded} onClick={onChange}>
        Change
      </button>
    </p>
  );
}

function ShapeFields({ running }: { running: boolean }) {
  const { form } = useApp();
  const scope = form.scope.value;
  const { texts, checked } = form;
  const how = { engine: form.engine.value, figure: form.figure.value };
  const most = mostRows(typedWhole(texts.value.columns) ?? 0, how) || MAX_COLUMNS;
  const mostOfColumns =
    scope === 'all'
      ? MAX_COLUMNS
      : mostColumns(typedWhole(texts.value.rows) ?? MAX_COLUMNS, how) || MAX_COLUMNS;

  function stepColumns(by: number) {
    const next = stepped(texts.value.columns, by, mostOfColumns);
    // Fewer columns take the rows with them, so that a step never makes a wrong shape.
    const rows = (typedWhole(texts.value.rows) ?? 0) > Number(next) ? next : texts.value.rows;
    texts.value = { ...texts.value, columns: next, rows };
  }

  return (
    <div class="form-shape">
      <NumberField
        field="rows"
        word="Rows"
        letter="r"
        most={most}
        readOnly={running}
        unused={scope !== 'shape'}
        error={checked.value.errors.rows}
        onStep={(by) => {
          texts.value = { ...texts.value, rows: stepped(texts.value.rows, by, most) };
        }}
      />
      <NumberField
        field="columns"
        word="Columns"
        letter="n"
        most={mostOfColumns}
        readOnly={running}
        unused={scope === 'range'}
        error={checked.value.errors.columns}
        onStep={stepColumns}
      />
      <LimitNote />
    </div>
  );
}

/** For the rows typed in, how many columns there may be. */
function LimitNote() {
  const { form } = useApp();
  const rows = typedWhole(form.texts.value.rows) ?? 0;
  const how = { engine: form.engine.value, figure: form.figure.value };
  const most = form.scope.value === 'shape' && rows > 0 ? mostColumns(rows, how) : 0;
  const mostOfK = mostColumns(rows, { ...how, figure: 'K' });
  return (
    <p class="note limit-note">
      {most > 0 ? (
        <Sentence>
          {`With ${rows} ${rows === 1 ? 'row' : 'rows'} up to ${grouped(String(most))} columns` +
            (mostOfK < most ? `; K up to ${grouped(String(mostOfK))}, D beyond.` : '.')}
        </Sentence>
      ) : (
        '\u00a0'
      )}
    </p>
  );
}

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

/** One shape, all r of one n, or all r of several n. */
export function ScopeChoice({ disabled }: { disabled: boolean }) {
  const { form } = useApp();
  const { errors, question } = form.checked.value;

  const n = question?.scope === 'range' || !question ? '' : ` = ${question.columns}`;
  return (
    <fieldset class="extra scope" disabled={disabled}>
      <legend class="visually-hidden">Which shapes</legend>
      <Choice value="shape">This shape</Choice>
      <Choice value="all">
        All{' '}
        <M>
          <i>r</i>
        </M>{' '}
        for{' '}
        <M>
          <i>n</i>
          {n}
        </M>
      </Choice>
      <div class="range">
        <Choice value="range">
          <M>
            <i>n</i>
          </M>{' '}
          from
        </Choice>
        <RangeEnd field="from" label="n from" error={errors.from} />
        to
        <RangeEnd field="to" label="n to" error={errors.to} />
      </div>
      {errors.from !== undefined && <FieldError field="from" words={errors.from} />}
      {errors.to !== undefined && <FieldError field="to" words={errors.to} />}
    </fieldset>
  );
}

function Choice({ value, children }: { value: Scope; children: ComponentChildren }) {
  const { form } = useApp();
  return (
    <label class="radio-option">
      <input
        type="radio"
        name="scope"
        value={value}
        checked={form.scope.value === value}
        onChange={() => {
          form.scope.value = value;
        }}
      />
      <span>{children}</span>
    </label>
  );
}

function RangeEnd({
  field,
  label,
  error,
}: {
  field: 'from' | 'to';
  label: string;
  error: string | undefined;
}) {
  const { form } = useApp();
  return (
    <input
      id={field}
      class="range-end"
      type="text"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      value={form.texts.value[field]}
      aria-invalid={error !== undefined}
      aria-describedby={error === undefined ? undefined : `${field}-error`}
      onInput={(event) => {
        form.texts.value = { ...form.texts.value, [field]: event.currentTarget.value };
        form.scope.value = 'range';
      }}
    />
  );
}
