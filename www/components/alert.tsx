import './alert.css';
import type { ComponentChildren } from 'preact';

type Props = { title: string; children: ComponentChildren; actions?: ComponentChildren };

/** What happened, what is safe, one way out. */
export function Alert({ title, children, actions }: Props) {
  return (
    <div class="error" role="alert">
      <p>
        <strong>{title}</strong> {children}
      </p>
      {actions && <p class="ways">{actions}</p>}
    </div>
  );
}
