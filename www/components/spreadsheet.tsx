import { useSignal } from '@preact/signals';
import type { SheetCell } from '../format/spreadsheet';
import { saveBlob } from './download';

type Props = { name: string; sheet: string; disabled?: boolean; rows: () => SheetCell[][] };

/** Saves a spreadsheet in which every digit survives, by code that is fetched when it is wanted. */
export function SaveSpreadsheet({ name, sheet, disabled = false, rows }: Props) {
  const failed = useSignal(false);

  async function save() {
    failed.value = false;
    try {
      const { SPREADSHEET_TYPE, workbookOf } = await import('../format/spreadsheet');
      saveBlob(name, new Blob([workbookOf(sheet, rows())], { type: SPREADSHEET_TYPE }));
    } catch {
      failed.value = true;
    }
  }

  return (
    <>
      <button
        class="link"
        type="button"
        aria-label="Export as spreadsheet"
        disabled={disabled}
        onClick={() => void save()}
      >
        Spreadsheet
      </button>
      {failed.value && (
        <span class="wrong" role="alert">
          The spreadsheet could not be made. Try again.
        </span>
      )}
    </>
  );
}

/** Beside the button for CSV. */
export function CsvNote() {
  return (
    <span class="note csv-note">
      Excel and its like keep only 15 digits of a number in a CSV; the spreadsheet keeps them all.
    </span>
  );
}
