import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp } from './app-context';

const loaded = signal<ComponentType | null>(null);

async function load() {
  try {
    loaded.value = (await import('./address-notes-text')).AddressNotesText;
  } catch {
    loaded.value = Unknown;
  }
}

const Unknown = () => <p class="note ignored">Not everything in the address could be used.</p>;

/** What the address asks for and does not get; the text is in a module that most addresses do not need. */
export function AddressNotes() {
  const { refused, ignored, moreWorkers } = useApp().notes.value;
  const any = refused !== undefined || ignored.length > 0 || moreWorkers !== undefined;
  useEffect(() => {
    if (any) void load();
  }, [any]);
  const Text = loaded.value;
  return any && Text ? <Text /> : null;
}
