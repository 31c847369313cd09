import './top.css';
import type { View } from '../../model/view';
import { useApp } from '../app-context';
import { viewLink } from '../view-link';

/** Every view and what it is called. */
export const VIEW_NAMES: [View, string][] = [
  ['count', 'Count'],
  ['lab', 'Lab'],
  ['table', 'Table'],
  ['sequences', 'Sequences'],
  ['results', 'Results'],
  ['learn', 'How it works'],
];

export function Top() {
  const app = useApp();
  const { size, view } = app;
  const projector = size.value === 'projector';
  return (
    <header class="top">
      <a class="brand" href="?">
        <Mark />
        Latin Rectangles
      </a>
      <nav class="nav" aria-label="Views">
        {VIEW_NAMES.map(([name, label]) => (
          <a key={name} {...viewLink(app, name)} aria-current={view.value === name ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <button
        class="size"
        type="button"
        aria-pressed={projector}
        onClick={() => {
          size.value = projector ? 'page' : 'projector';
        }}
      >
        Projector size
      </button>
    </header>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 18 24" aria-hidden="true">
      <path d="M0 0h6v24H0z" fill="currentColor" />
      <path
        d="M6.5 .5h11v23h-11zM12 .5v23M6.5 6.25h11M6.5 12h11M6.5 17.75h11"
        fill="none"
        stroke="currentColor"
      />
      <path d="M0 6.25h6M0 12h6M0 17.75h6" stroke="var(--paper)" />
    </svg>
  );
}
