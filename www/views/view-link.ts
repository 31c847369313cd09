import { batch } from '@preact/signals';
import type { LearnPlace } from '../model/learn';
import type { SequencePlace } from '../model/sequence';
import type { View } from '../model/view';
import type { App } from '../store/app';

/** A link to a view: it has an address, and a plain click changes the view in place, so that what runs continues. */
export function viewLink(app: App, view: View) {
  const href = app.addressOf(view);
  return {
    href,
    onClick(event: MouseEvent) {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      if (app.view.value === view) return;
      app.go(href);
      app.view.value = view;
      scrollTo(0, 0);
    },
  };
}

/** A link to a place in the walk; what it does not name stays as it is. */
export function learnLink(app: App, changes: Partial<LearnPlace>) {
  const href = app.learnLink(changes);
  return {
    href,
    onClick(event: MouseEvent) {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      app.go(href);
      batch(() => {
        app.learn.place.value = { ...app.learn.place.value, ...changes };
        app.view.value = 'learn';
      });
      scrollTo(0, 0);
    },
  };
}

/** A link to a sequence; what it does not name stays as it is. */
export function sequenceLink(app: App, changes: Partial<SequencePlace>) {
  const href = app.sequenceLink(changes);
  return {
    href,
    onClick(event: MouseEvent) {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      app.go(href);
      batch(() => {
        app.sequences.place.value = { ...app.sequences.place.value, ...changes };
        app.view.value = 'sequences';
      });
      scrollTo(0, 0);
    },
  };
}

/** Whether a click follows the link here, rather than in another tab or window. */
export function isPlainClick({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}
