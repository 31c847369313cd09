import type { Shape } from '../../model/generated';
import { MAX_COLUMNS } from '../../model/shape';
import { useApp } from '../app-context';

/** The two shapes, for a reader who wants others. */
export function ShapesChoice({ disabled }: { disabled: boolean }) {
  const { lab } = useApp();
  const timed = lab.timed.value;
  return (
    <fieldset class="lab-shapes" disabled={disabled}>
      <legend class="visually-hidden">Shapes</legend>
      <span class="one-shape">
        Counted on{' '}
        <ShapeFields
          name="counted"
          shape={lab.counted.value}
          onChange={(shape) => {
            lab.counted.value = shape;
          }}
        />
      </span>
      <label class="radio-option">
        <input
          type="checkbox"
          checked={timed === null}
          onChange={(event) => {
            const own = lab.plan.value?.question.timed ?? { rows: 5, columns: 7 };
            lab.timed.value = event.currentTarget.checked ? null : own;
          }}
        />
        the timed shape is chosen by measurement
      </label>
      {timed !== null && (
        <span class="one-shape">
          Timed on{' '}
          <ShapeFields
            name="timed"
            shape={timed}
            onChange={(shape) => {
              lab.timed.value = shape;
            }}
          />
        </span>
      )}
    </fieldset>
  );
}

type FieldsProps = { name: string; shape: Shape; onChange(shape: Shape): void };

/** Rows never exceed columns: fewer columns take the rows with them. */
function ShapeFields({ name, shape, onChange }: FieldsProps) {
  const { rows, columns } = shape;
  return (
    <>
      <Choice
        label={`Rows of the ${name} shape`}
        value={rows}
        most={columns}
        onChange={(next) => onChange({ rows: next, columns })}
      />
      {' × '}
      <Choice
        label={`Columns of the ${name} shape`}
        value={columns}
        most={MAX_COLUMNS}
        onChange={(next) => onChange({ rows: Math.min(rows, next), columns: next })}
      />
    </>
  );
}

type ChoiceProps = { label: string; value: number; most: number; onChange(value: number): void };

function Choice({ label, value, most, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {Array.from({ length: most }, (_, i) => (
        <option key={i} value={String(i + 1)}>
          {i + 1}
        </option>
      ))}
    </select>
  );
}
