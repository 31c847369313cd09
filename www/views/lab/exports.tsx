import { Alert } from '../../components/alert';
import { saveText } from '../../components/download';
import { OpenFile } from '../../components/open-file';
import { useApp } from '../app-context';
import { csvOf } from './csv';

/** The report as files and on paper, and reports from elsewhere. */
export function Exports() {
  const { lab } = useApp();
  const report = lab.report.value;

  return (
    <>
      <p class="lab-actions">
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
        <OpenFile look="btn" label="A report to stand beside" open={lab.open}>
          Open a report
        </OpenFile>
      </p>
      {lab.refusal.value !== null && (
        <Alert title="Not imported.">
          {lab.refusal.value} {report && 'The report of this browser stands.'}
        </Alert>
      )}
    </>
  );
}
