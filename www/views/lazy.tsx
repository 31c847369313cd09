import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Alert } from '../components/alert';
import { focusHeading } from '../components/focus-heading';

type Loaded<P> = { state: 'loading' } | { state: 'failed' } | { state: 'there'; View: ComponentType<P> };

type Options<P> = {
  /** of a whole view; a part of one has none of its own */
  heading?: string;
  /** keeps the room that the view will take */
  room?: string;
  /** what is said when it does not come */
  failed: string;
  fetch: () => Promise<ComponentType<P>>;
};

/** `fetchNow` fetches it before it is looked at, so that it is there at once. */
type LazyView<P> = ComponentType<P> & { fetchNow(): void };

/** A view that is fetched when it is first looked at. */
export function lazyView<P extends object = object>({
  heading,
  room,
  failed,
  fetch,
}: Options<P>): LazyView<P> {
  const loaded = signal<Loaded<P>>({ state: 'loading' });

  async function load() {
    if (loaded.value.state === 'there') return;
    loaded.value = { state: 'loading' };
    try {
      loaded.value = { state: 'there', View: await fetch() };
    } catch {
      loaded.value = { state: 'failed' };
    }
  }

  function View(props: P) {
    const held = useRef(false);
    const now = loaded.value;
    useEffect(() => void load(), []);
    useEffect(() => {
      // The heading that had the focus is gone, and nobody has taken it elsewhere.
      if (now.state === 'there' && held.current && document.activeElement === document.body) focusHeading();
    }, [now.state]);
    if (now.state === 'there') return <now.View {...props} />;
    return (
      <div class={room}>
        {heading && (
          <h1
            class="visually-hidden"
            onFocus={() => {
              held.current = true;
            }}
          >
            {heading}
          </h1>
        )}
        {now.state === 'failed' && (
          <Alert
            title={failed}
            actions={
              <button class="btn" type="button" onClick={() => void load()}>
                Try again
              </button>
            }
          >
            A running count continues.
          </Alert>
        )}
      </div>
    );
  }

  return Object.assign(View, { fetchNow: () => void load() });
}
