import './fault-line.css';
import { Alert } from '../../components/alert';
import { CopyButton } from '../../components/copy';
import { fault } from '../../store/faults';

/** What has gone wrong unexpectedly, above whatever is shown. */
export function FaultLine() {
  const { value } = fault;
  if (!value) return null;
  return (
    <div class="fault">
      <Alert
        title="Something went wrong in this page."
        actions={
          <>
            <CopyButton label="Copy a report" text={() => value.report} />
            <button
              class="lnk"
              type="button"
              onClick={() => {
                fault.value = null;
              }}
            >
              Close
            </button>
          </>
        }
      >
        {value.message.replace(/[.\s]*$/, '.')} A running count continues, and saved results stay. If
        something does not respond, reload the page.
      </Alert>
    </div>
  );
}
