/**
 * Tells whether what was built still fits what it was built from.
 * It does not know how anything is built.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const filesUnder = (path) => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
};

/** A hash over names and contents, not times: a fresh clone or a change of branch and back rebuilds nothing. */
export const fingerprint = (inputs) => {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of filesUnder(join(root, input))) {
      const content = readFileSync(file);
      hash.update(`${file.slice(root.length)}\0${content.length}\0`);
      hash.update(content);
    }
  }
  return hash.digest('hex');
};

/** `stamp` is where the fingerprint of the last build is kept; whoever deletes the output deletes it too. */
export const isCurrent = (stamp, print) => existsSync(stamp) && readFileSync(stamp, 'utf8') === print;

export const remember = (stamp, print) => {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
};
