import { useSignal } from '@preact/signals';
import { saveBlob } from '../../components/download';
import { FIGURE_LETTERS } from '../../model/figures';
import type { SequenceFormat } from '../../model/generated';
import type { SequencePlace } from '../../model/sequence';
import { useApp } from '../app-context';

type Way = { format: SequenceFormat; label: string; type: string; ending: string };

const WAYS: Way[] = [
  { format: 'csv', label: 'CSV', type: 'text/csv;charset=utf-8', ending: 'csv' },
  { format: 'json', label: 'JSON', type: 'application/json', ending: 'json' },
  { format: 'latex', label: 'LaTeX', type: 'application/x-tex', ending: 'tex' },
  { format: 'bfile', label: 'b-file', type: 'text/plain;charset=utf-8', ending: 'txt' },
];

/** The counted terms as files; what a file leaves out is said. */
export function SequenceExports() {
  const { sequences } = useApp();
  const said = useSignal<{ wrong: boolean; text: string } | null>(null);
  const nothing = sequences.terms.value.every(({ value }) => value === null);

  async function save({ format, type, ending }: Way) {
    said.value = null;
    try {
      const { file, ended } = await sequences.file(format);
      saveBlob(fileName(sequences.place.value, format, ending), new Blob([file], { type }));
      if (ended !== null) said.value = { wrong: false, text: ended };
    } catch {
      said.value = { wrong: true, text: 'The file could not be made. Try again.' };
    }
  }

  return (
    <div class="sequence-exports">
      <p class="sequence-export-actions">
        <span class="note">Export</span>
        {WAYS.map((way) => (
          <button
            key={way.format}
            class="link"
            type="button"
            aria-label={`Export as ${way.label}`}
            disabled={nothing}
            onClick={() => void save(way)}
          >
            {way.label}
          </button>
        ))}
      </p>
      {said.value && (
        <p class={said.value.wrong ? 'wrong' : 'note'} role={said.value.wrong ? 'alert' : 'status'}>
          {said.value.text}
        </p>
      )}
    </div>
  );
}

/** 'latin-rectangles-D-4-rows.csv'; a b-file as the database asks begins with b. */
function fileName({ of, figure }: SequencePlace, format: SequenceFormat, ending: string): string {
  const letter = FIGURE_LETTERS[figure].replace('+', 'plus').replace('-', 'minus');
  const fixed = 'rows' in of ? `${of.rows}-rows` : `${of.columns}-columns`;
  return `${format === 'bfile' ? 'b-' : ''}latin-rectangles-${letter}-${fixed}.${ending}`;
}
