import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import { mount } from './app';
import { browserSurroundings } from './browser';
import { startEngine } from './engine/client';
import { readMeter } from './engine/meter';
import { goOffline } from './offline';

const root = document.getElementById('app');
const surroundings = browserSurroundings({ start: startEngine, read: readMeter });
// In development nothing may stand between the page and what was just edited.
if (root) mount(root, surroundings, import.meta.env.PROD ? goOffline : () => null);
