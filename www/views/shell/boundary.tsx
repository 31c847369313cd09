import { Component, type ComponentChildren } from 'preact';
import { reportFault } from '../../store/faults';

type Props = {
  children: ComponentChildren;
  /** instead of what cannot be drawn; it gets a way to try again */
  instead?: (again: () => void) => ComponentChildren;
};

/** Keeps an error in one part of the page from taking the rest with it. */
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
