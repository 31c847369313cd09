/** Where the pressed button goes away with what it stood in, the form's button takes the focus. */
export function focusSubmit(): void {
  document.querySelector<HTMLElement>('.submit-area .go')?.focus();
}
