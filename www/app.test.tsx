// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mount } from './app';
import type { App } from './store/app';
import { fault } from './store/faults';
import { hostOf } from './testing/host';
import { scriptedEngine } from './testing/scripted-engine';
import { Boundary, FaultAlert } from './views/shell/faults';

let root: HTMLElement;
let app: App;

beforeEach(() => {
  fault.value = null;
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(cleanup);

const link = (name: string) =>
  [...root.querySelectorAll('nav a')].find(({ textContent }) => textContent === name) as HTMLElement;

it('the focus moves to the heading of the view that is shown, also of one that comes later', async () => {
  act(() =>
    mount(root, hostOf(scriptedEngine()), (created) => {
      app = created;
      return null;
    }),
  );
  expect(document.activeElement).toBe(document.body);
  for (const [name, heading] of [
    ['Table', 'Every shape up to 10 columns'],
    ['Results', 'Results'],
    ['Count', 'Count normalised Latin rectangles'],
    ['Table', 'Every shape up to 10 columns'],
  ] as const) {
    link(name).focus();
    fireEvent.click(link(name));
    await expect.poll(() => document.activeElement?.textContent).toBe(heading);
    expect(document.activeElement?.matches('#main h1')).toBe(true);
    expect(root.querySelectorAll('h1')).toHaveLength(1);
  }
});

it('an error inside a view is told, and leaves the rest of the page and a way to try again', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  let broken = true;
  function View() {
    if (broken) throw new Error('no such cell');
    return <p>shown</p>;
  }
  const { container } = render(
    <>
      <nav>the other views</nav>
      <FaultAlert />
      <Boundary
        instead={(again) => (
          <button type="button" onClick={again}>
            Try again
          </button>
        )}
      >
        <View />
      </Boundary>
    </>,
  );
  expect(container.querySelector('nav')).not.toBeNull();
  expect(container.querySelector('[role=alert]')?.textContent).toContain('no such cell.');
  broken = false;
  fireEvent.click([...container.querySelectorAll('button')].at(-1) as HTMLElement);
  expect(container.textContent).toContain('shown');
});

it('a view that cannot be drawn takes neither the other views nor the line at the foot with it', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  act(() =>
    mount(root, hostOf(scriptedEngine()), (created) => {
      app = created;
      return null;
    }),
  );
  Object.defineProperty(app, 'saved', {
    get: () => {
      throw new Error('nothing is kept');
    },
  });
  await act(async () => {
    app.view.value = 'results';
  });
  await act(async () => {
    app.view.value = 'count';
  });
  expect(root.querySelector('[role=alert]')?.textContent).toContain('nothing is kept.');
  expect(root.querySelector('main')?.textContent).toContain('This view cannot be shown');
  expect(root.querySelector('footer')?.textContent).toContain('Nothing running.');
  fireEvent.click(link('Table'));
  await expect.poll(() => root.querySelector('h1')?.textContent).toBe('Every shape up to 10 columns');
});
