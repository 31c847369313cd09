import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { fonts } from './tools/fonts.mjs';
import { instead, singleFile } from './tools/single-file.mjs';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The whole page in one file, to be opened without a server.
export default defineConfig({
  root: at('www'),
  base: './',
  publicDir: false,
  cacheDir: at('target/vite'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [instead(), fonts(), singleFile()],
  build: {
    outDir: at('target/single-file'),
    emptyOutDir: true,
    // Fonts are cut first, and then put into the style sheet.
    assetsInlineLimit: (file) => !file.endsWith('.woff2'),
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
  worker: { format: 'iife', plugins: () => [instead()] },
});
