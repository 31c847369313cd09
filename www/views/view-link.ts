import { EXAMPLE } from '../model/question';
import type { View } from '../model/view';
import type { App } from '../store/app';

/** A link to a view: a true address, and a plain click on it changes the view of this page, so that what runs goes on. */
export function viewLink(counter: App, view: View) {
  const href = addressOf(counter, view);
  return {
    href,
    onClick(event: MouseEvent) {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (counter.view.value === view) return;
      counter.go(href);
      counter.view.value = view;
      scrollTo(0, 0);
    },
  };
}

function addressOf(counter: App, view: View): string {
  switch (view) {
    case 'count':
      return counter.link(counter.form.checked.value.question ?? EXAMPLE, false);
    case 'lab':
      return counter.labLink();
    case 'table':
      return counter.tableLink();
    case 'results':
      return counter.resultsLink();
  }
}
