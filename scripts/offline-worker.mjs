/**
 * Writes the service worker of a built app, with the list of the files that belong together.
 * It does not know how the app is built, nor what the worker does with the list.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.mjs';

const WORKER = 'service-worker.js';

const filesUnder = (folder, address = '/') =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && `${address}${name}` !== `/${WORKER}`)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesUnder(join(folder, entry.name), `${address}${entry.name}/`)
        : [{ file: join(folder, entry.name), address: `${address}${entry.name}` }],
    );

/** Nobody goes to these by an address: /404.html is what is shown. */
const isNeeded = ({ address }) => !/^\/(404|_not-found)\//.test(address);

/** As a browser asks for it: a page by its folder. */
const asAsked = (address) => new URL(address.replace(/\/index\.html$/, '/'), 'http://app').pathname;

const integrityOf = (file) => `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`;

const bundle = async (define) => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['app/offline/service-worker.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    alias: { '@': '.' },
    define,
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
};

export const writeOfflineWorker = async (folder) => {
  const files = filesUnder(folder)
    .filter(isNeeded)
    .map(({ file, address }) => ({ address: asAsked(address), integrity: integrityOf(file) }));
  // The worker's own code counts too: no two of its versions may share what they keep.
  const code = await bundle({});
  const print = createHash('sha256').update(code).update(JSON.stringify(files)).digest('hex').slice(0, 16);
  writeFileSync(join(folder, WORKER), await bundle({ BUILD: JSON.stringify({ print, files }) }));
};
