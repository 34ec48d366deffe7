/** A home folder whose browsers trust an authority, as after the steps of the page /trust/. */

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallCertutil } from '../../../scripts/find-certutil.mjs';

export interface Home {
  readonly folder: string;
  /** From the next start of a browser on. `certificate`: the path of its file. */
  trust(certificate: string): void;
  remove(): Promise<void>;
}

export const createHome = async (): Promise<Home> => {
  const folder = await mkdtemp(join(tmpdir(), 'wespend-home-'));
  const store = join(folder, '.pki', 'nssdb');
  const certutil = (...args: readonly string[]): void => {
    const program = findOrInstallCertutil();
    if (program === null) throw new Error('There is no certutil, and none could be installed.');
    const { status, stderr } = spawnSync(program, ['-d', `sql:${store}`, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`certutil ${args.join(' ')}: ${stderr}`);
  };
  return {
    folder,
    trust: (certificate) => {
      mkdirSync(store, { recursive: true });
      certutil('-N', '--empty-password');
      certutil('-A', '-n', 'WeSpend', '-t', 'C,,', '-i', certificate);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
