import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import { mount } from './app';
import { browserSurroundings } from './browser';
import { startEngine } from './engine/client';
import { readMeter } from './engine/meter';

const root = document.getElementById('app');
if (root) mount(root, browserSurroundings({ start: startEngine, read: readMeter }));
