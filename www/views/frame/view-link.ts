import type { Counter } from '../../state/counter';
import { EXAMPLE } from '../../state/question';
import type { View } from '../../state/view';

/** A link to a view: a true address, and a plain click on it changes the view of this page, so that what runs goes on. */
export function viewLink(counter: Counter, view: View) {
  const question = counter.form.checked.value.question ?? EXAMPLE;
  const href = view === 'lab' ? counter.labLink() : counter.link(question, false);
  return {
    href,
    onClick(event: MouseEvent) {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (counter.view.value === view) return;
      history.pushState(null, '', href);
      counter.view.value = view;
      scrollTo(0, 0);
    },
  };
}
