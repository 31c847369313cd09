/** Where the pressed button goes away with what it stood in, the form's button takes the focus. */
export function focusGo(): void {
  document.querySelector<HTMLElement>('.form-go .go')?.focus();
}
