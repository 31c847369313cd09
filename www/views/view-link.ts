import { batch } from '@preact/signals';
import type { LearnPlace } from '../model/learn';
import type { SequencePlace } from '../model/sequence';
import type { View } from '../model/view';
import type { App } from '../store/app';

/** A link to a view: it has an address, and a plain click changes the view in place, so that what runs continues. */
export const viewLink = (app: App, view: View) => inPlace(app, app.addressOf(view), view);

/** A link to a place in the walk; what it does not name stays as it is. */
export const learnLink = (app: App, changes: Partial<LearnPlace>) =>
  inPlace(app, app.learnLink(changes), 'learn', () => {
    app.learn.place.value = { ...app.learn.place.value, ...changes };
  });

/** A link to a sequence; what it does not name stays as it is. */
export const sequenceLink = (app: App, changes: Partial<SequencePlace>) =>
  inPlace(app, app.sequenceLink(changes), 'sequences', () => {
    app.sequences.place.value = { ...app.sequences.place.value, ...changes };
  });

/** Without a change of place within the view, nothing is left to do where it is shown already. */
function inPlace(app: App, href: string, view: View, change?: () => void) {
  return {
    href,
    onClick(event: MouseEvent) {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      if (!change && app.view.value === view) return;
      app.go(href);
      batch(() => {
        change?.();
        app.view.value = view;
      });
      scrollTo(0, 0);
    },
  };
}

/** Whether a click follows the link here, rather than in another tab or window. */
export function isPlainClick({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}
