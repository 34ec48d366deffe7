/**
 * Finds certutil, which puts a certificate among those that a Chromium on Linux trusts, and installs it where it is missing.
 * It does not know which certificate.
 */
import { spawnSync } from 'node:child_process';
import { fromDebian } from './find-browser.mjs';

const isThere = () => spawnSync('certutil', ['-H'], { stdio: 'ignore' }).error === undefined;

/** The name of the program, or null. */
export const findOrInstallCertutil = () => {
  for (const [command, args] of fromDebian('libnss3-tools')) {
    if (isThere()) break;
    console.log(`No certutil here; trying: ${command} ${args.join(' ')}`);
    spawnSync(command, args, { stdio: 'inherit' });
  }
  return isThere() ? 'certutil' : null;
};
