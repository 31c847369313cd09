import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Trouble } from '../parts/trouble';

type Loaded = { state: 'loading' } | { state: 'failed' } | { state: 'there'; View: ComponentType };

const loaded = signal<Loaded>({ state: 'loading' });

async function load() {
  if (loaded.value.state === 'there') return;
  loaded.value = { state: 'loading' };
  try {
    const { LabView } = await import('./lab/lab');
    loaded.value = { state: 'there', View: LabView };
  } catch {
    loaded.value = { state: 'failed' };
  }
}

/** The lab, fetched when it is first looked at. */
export function LazyLab() {
  useEffect(() => void load(), []);
  const now = loaded.value;
  if (now.state === 'there') return <now.View />;
  return (
    <div class="lab-room">
      <h1 class="vh">The lab</h1>
      {now.state === 'failed' && (
        <Trouble
          title="The lab could not be fetched."
          actions={
            <button class="btn" type="button" onClick={() => void load()}>
              Fetch it again
            </button>
          }
        >
          A count that runs goes on.
        </Trouble>
      )}
    </div>
  );
}
