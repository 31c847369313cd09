import './stepper.css';
import type { ComponentChildren } from 'preact';

type Props = {
  /** what one step is a step of, in the singular */
  one: string;
  value: number;
  least: number;
  most: number;
  disabled?: boolean;
  onStep(by: number): void;
  /** the value between the two buttons */
  children: ComponentChildren;
};

/** A small whole number with a button on each side. */
export function Stepper({ one, value, least, most, disabled = false, onStep, children }: Props) {
  return (
    <div class="stepper">
      <button
        type="button"
        aria-label={`One ${one} fewer`}
        disabled={disabled || value <= least}
        onClick={() => onStep(-1)}
      >
        −
      </button>
      {children}
      <button
        type="button"
        aria-label={`One ${one} more`}
        disabled={disabled || value >= most}
        onClick={() => onStep(1)}
      >
        +
      </button>
    </div>
  );
}
