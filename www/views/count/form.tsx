import './form.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { M } from '../../components/mathematics';
import { plural } from '../../format/units';
import { typedWhole } from '../../model/digits';
import { questionName } from '../../model/question';
import { MAX_COLUMNS, mostColumns, mostRows } from '../../model/shape';
import { type Field, stepped } from '../../store/form';
import { useApp } from '../app-context';
import { WorkersChoice } from '../workers-choice';
import { MoreChoices } from './more-choices';
import { NumberField } from './number-field';
import { ScopeChoice } from './scope-choice';
import { FormGo } from './submit-area';

const FIELDS: Field[] = ['rows', 'columns', 'from', 'to'];

export function CountForm() {
  const counter = useApp();
  const { form, run, pending } = counter;
  const folded = useSignal(true);
  const more = useSignal(
    form.engine.value !== 'auto' || form.schedule.value !== null || form.popcount.value !== 'auto',
  );
  const root = useRef<HTMLFormElement>(null);
  const running = run.value.state === 'running';
  const asked = pending.value || run.value.state !== 'idle';

  useEffect(() => {
    function cancelByKey(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !isForTheCount(event)) return;
      if (counter.asking.value) counter.notNow();
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
      <FormLine folded={folded.value} onChange={() => toggle(folded)} />
      {fields}
      {more.value && <MoreChoices disabled={running} />}
      <button class="lnk more" type="button" aria-expanded={more.value} onClick={() => toggle(more)}>
        {more.value ? 'Less' : 'More'}
      </button>
      <FormGo />
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
function FormLine({ folded, onChange }: { folded: boolean; onChange(): void }) {
  const { form, workerCount } = useApp();
  const { question } = form.checked.value;
  return (
    <p class="form-line">
      <M>{question ? questionName(question) : '…'}</M>
      <span>
        {plural(workerCount.value, 'worker')}
        {form.engine.value !== 'auto' && `, ${form.engine.value}`}
        {form.schedule.value && `, ${form.schedule.value}`}
        {form.popcount.value !== 'auto' && `, ${form.popcount.value}`}
      </span>
      <button class="lnk chg" type="button" aria-expanded={!folded} onClick={onChange}>
        Change
      </button>
    </p>
  );
}

function ShapeFields({ running }: { running: boolean }) {
  const { form } = useApp();
  const scope = form.scope.value;
  const { texts, checked } = form;
  const most = mostRows(typedWhole(texts.value.columns) ?? 0) || MAX_COLUMNS;
  const few = scope === 'all' || form.engine.value === 'enumerate';
  const mostOfColumns = few
    ? MAX_COLUMNS
    : mostColumns(typedWhole(texts.value.rows) ?? MAX_COLUMNS) || MAX_COLUMNS;

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
    </div>
  );
}
