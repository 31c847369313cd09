import './styles/tokens.css';
import './styles/fonts.css';
import './styles/reset.css';
import './styles/type.css';
import './styles/layout.css';
import './components/button.css';
import './components/measures-table.css';
import { mount } from './app';
import { browserHost } from './browser';
import { startEngine } from './engine/client';
import { firstWorker } from './engine/first-worker';
import { readMeter } from './engine/meter';
import { goOffline } from './offline';
import { whenSettled } from './store/offline';
// Last, since it takes away what the others show.
import './styles/print.css';

const root = document.getElementById('app');
let settle = () => {};
const settled = new Promise<void>((resolve) => {
  settle = resolve;
});
let first = firstWorker;
const host = browserHost({
  start(options) {
    const engine = startEngine(options, settled, first);
    first = null;
    return engine;
  },
  read: readMeter,
});
if (root)
  mount(root, host, (app) => {
    // In development nothing may stand between the page and what was just edited.
    const offline = import.meta.env.PROD ? goOffline(app) : null;
    if (offline) whenSettled(offline, settle);
    else settle();
    return offline;
  });
