/** Lets all forms of a book be opened in turn, each time by a fresh process. It does not know what the figures are for. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { LoadReport } from './load';
import { type Cost, medianCost } from './measure';
import { type ModelName, modelNames } from './models';

export interface Standing {
  readonly first: Cost;
  readonly later: Cost;
}

export type Parts = Readonly<Record<ModelName, readonly Uint8Array[]>>;

const ROUNDS = 3;

const measure = (loader: string, name: ModelName, file: string): LoadReport => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', loader, name, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Opening ${name} failed: ${stderr}`);
  return JSON.parse(stdout) as LoadReport;
};

const assertAlike = (reports: readonly LoadReport[]): void => {
  const all = new Set(reports.map(({ balances }) => balances.join(' ')));
  if (all.size !== 1) throw new Error(`The forms of the book disagree: ${[...all].join(' / ')}`);
};

/** @param loader the bundle of load.ts. Medians over processes that took turns, so that a slow moment strikes all. */
export const race = (loader: string, parts: Parts): Readonly<Record<ModelName, Standing>> => {
  const folder = mkdtempSync(join(tmpdir(), 'wespend-bench-'));
  try {
    for (const name of modelNames) writeFileSync(join(folder, name), serialize(parts[name]));
    const reports = Array.from({ length: ROUNDS }, () =>
      modelNames.map((name) => ({ name, report: measure(loader, name, join(folder, name)) })),
    ).flat();
    assertAlike(reports.map(({ report }) => report));
    const standingOf = (wanted: ModelName): Standing => {
      const own = reports.filter(({ name }) => name === wanted).map(({ report }) => report);
      return {
        first: medianCost(own.map(({ first }) => first)),
        later: medianCost(own.map(({ later }) => later)),
      };
    };
    return { journals: standingOf('journals'), maps: standingOf('maps'), csv: standingOf('csv') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
