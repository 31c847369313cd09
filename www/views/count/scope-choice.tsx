import type { ComponentChildren } from 'preact';
import { M } from '../../components/mathematics';
import type { Scope } from '../../model/question';
import { useApp } from '../app-context';
import { FieldError } from './number-field';

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
