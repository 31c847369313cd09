import './faults.css';
import { Component, type ComponentChildren } from 'preact';
import { Alert } from '../../components/alert';
import { CopyButton } from '../../components/copy';
import { fault, reportFault } from '../../store/faults';

type Props = {
  children: ComponentChildren;
  /** drawn instead of what failed; `again` draws the children once more */
  instead?: (again: () => void) => ComponentChildren;
};

/** Keeps an error in one part of the page from breaking the rest. */
export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    reportFault(error);
  }

  override render() {
    const { children, instead } = this.props;
    if (!this.state.failed) return children;
    return instead ? instead(() => this.setState({ failed: false })) : null;
  }
}

/** An unexpected error, above every view. */
export function FaultAlert() {
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
              class="link"
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
