/** happy-dom knows the attribute only. */
if (!('translate' in HTMLElement.prototype))
  Object.defineProperty(HTMLElement.prototype, 'translate', {
    get(this: HTMLElement) {
      return this.closest('[translate]')?.getAttribute('translate') !== 'no';
    },
    set(this: HTMLElement, value: boolean) {
      this.setAttribute('translate', value ? 'yes' : 'no');
    },
  });

/** Does to a whole page what a browser's translator does: puts an element in the place of every text node. */
export function translate(root: Element): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (texts.nextNode()) found.push(texts.currentNode as Text);
  for (const text of found) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
}
