import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Alert } from '../components/alert';
import { focusHeading } from '../components/focus-heading';

type Loaded<P> = { state: 'loading' } | { state: 'failed' } | { state: 'loaded'; View: ComponentType<P> };

type Options<P> = {
  /** of a whole view; a part of a view has none */
  heading?: string;
  /** the class that reserves the space of the view */
  room?: string;
  /** what is said when loading fails */
  failed: string;
  fetch: () => Promise<ComponentType<P>>;
};

/** `fetchNow` loads it before it is shown. */
type LazyView<P> = ComponentType<P> & { fetchNow(): void };

/** A view whose code is loaded when it is first shown. */
export function lazyView<P extends object = object>({
  heading,
  room,
  failed,
  fetch,
}: Options<P>): LazyView<P> {
  const loaded = signal<Loaded<P>>({ state: 'loading' });

  async function load() {
    if (loaded.value.state === 'loaded') return;
    loaded.value = { state: 'loading' };
    try {
      loaded.value = { state: 'loaded', View: await fetch() };
    } catch {
      loaded.value = { state: 'failed' };
    }
  }

  function View(props: P) {
    const hadFocus = useRef(false);
    const now = loaded.value;
    useEffect(() => void load(), []);
    useEffect(() => {
      // The heading that had the focus is gone, and nothing else has taken the focus.
      if (now.state === 'loaded' && hadFocus.current && document.activeElement === document.body)
        focusHeading();
    }, [now.state]);
    if (now.state === 'loaded') return <now.View {...props} />;
    return (
      <div class={room}>
        {heading && (
          <h1
            class="visually-hidden"
            onFocus={() => {
              hadFocus.current = true;
            }}
          >
            {heading}
          </h1>
        )}
        {now.state === 'failed' && (
          <Alert
            title={failed}
            actions={
              <button class="button" type="button" onClick={() => void load()}>
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
