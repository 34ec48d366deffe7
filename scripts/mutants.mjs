/**
 * npm run simulate -- --mutants: breaks the code in ways that matter, one at a time, in a copy, and sees that the simulation
 * notices. It does not know what the code does: a mutant is a text and what takes its place.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Seeds that each mutant is given to show itself. */
const SEEDS = 150;

const mutants = JSON.parse(readFileSync(join(root, 'test', 'simulation', 'mutants.json'), 'utf8'));

const copyTo = (place) => {
  for (const part of ['lib', 'test', 'scripts', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
};

/** What the simulation says of the mutant: the broken invariant, or null. */
const judge = ({ file, find, put, strategy }) => {
  const place = mkdtempSync(join(tmpdir(), 'wespend-mutant-'));
  try {
    copyTo(place);
    const path = join(place, file);
    const source = readFileSync(path, 'utf8');
    if (source.split(find).length !== 2) return { error: `"${find}" is not once in ${file}` };
    writeFileSync(
      path,
      source.replace(find, () => put),
    );
    const args = [
      'scripts/simulate.mjs',
      '--seeds',
      String(SEEDS),
      '--from',
      '1',
      '--no-shrink',
      '--strategy',
      strategy,
    ];
    const { stdout } = spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8' });
    const [, seed, invariant] = /seed (\d+), [a-z-]+, broke "([^"]+)"/.exec(stdout) ?? [];
    return invariant === undefined ? { error: 'nothing was noticed' } : { seed, invariant };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
};

/** Every mutant, or those whose names hold the word; false if one lives. */
export const huntMutants = (word = '') => {
  let lives = false;
  for (const mutant of mutants.filter(({ name }) => name.includes(word))) {
    const { error, seed, invariant } = judge(mutant);
    console.log(`| ${mutant.name} | ${mutant.strategy} | ${error ?? `${invariant} | ${seed}`} |`);
    if (error !== undefined) lives = true;
  }
  return !lives;
};
