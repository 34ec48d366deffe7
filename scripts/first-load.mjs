/**
 * Measures what a browser must fetch and run before a page works: the scripts that its HTML names, gzipped.
 * It does not know what the scripts do, nor which page has which budget.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const sizes = new Map();

const gzippedSize = (file) => {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(file), { level: 9 }).length;
  sizes.set(file, size);
  return size;
};

/** Old browsers alone fetch `nomodule` scripts, so they do not count. */
const scriptsOf = (html) =>
  [...html.matchAll(/<script\b[^>]*>/g)]
    .filter(([tag]) => !/\bnomodule\b/i.test(tag))
    .flatMap(([tag]) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []);

const pagesUnder = (folder, address) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory() && entry.name !== '_next')
      return pagesUnder(join(folder, entry.name), `${address}${entry.name}/`);
    return entry.name === 'index.html' ? [{ address, file: join(folder, entry.name) }] : [];
  });

/** Each page of the export as `{ address, bytes }`, in the order of their addresses. */
export const firstLoads = (out) =>
  pagesUnder(out, '/')
    .map(({ address, file }) => {
      const scripts = new Set(scriptsOf(readFileSync(file, 'utf8')));
      const bytes = [...scripts].reduce((sum, src) => sum + gzippedSize(join(out, src.split('?')[0])), 0);
      return { address, bytes };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
