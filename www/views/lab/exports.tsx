import { useRef } from 'preact/hooks';
import { saveText } from '../../parts/save';
import { Trouble } from '../../parts/trouble';
import { useCounter } from '../counter-context';
import { csvOf } from './csv';

/** The report as files and on paper, and reports from elsewhere. */
export function Exports() {
  const { lab } = useCounter();
  const input = useRef<HTMLInputElement>(null);
  const report = lab.report.value;

  async function open(file: File | undefined) {
    if (file) await lab.open(file);
    // The same file can be chosen again.
    if (input.current) input.current.value = '';
  }

  return (
    <>
      <p class="lab-acts">
        {report && (
          <>
            <button
              class="btn"
              type="button"
              onClick={() => saveText('lab-report.json', JSON.stringify(report, null, 1))}
            >
              Save report
            </button>
            <button class="btn" type="button" onClick={() => saveText('lab-runs.csv', csvOf(report))}>
              Save runs as CSV
            </button>
            <button class="btn" type="button" onClick={() => window.print()}>
              Print
            </button>
          </>
        )}
        <button class="btn" type="button" onClick={() => input.current?.click()}>
          Open a report
        </button>
        <input
          ref={input}
          class="vh"
          type="file"
          accept=".json,application/json"
          tabIndex={-1}
          aria-label="A report to stand beside"
          onChange={(event) => void open(event.currentTarget.files?.[0])}
        />
      </p>
      {lab.refusal.value !== null && (
        <Trouble title="Not taken.">
          {lab.refusal.value} {report && 'The report of this browser stands.'}
        </Trouble>
      )}
    </>
  );
}
