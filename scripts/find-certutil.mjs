/**
 * Finds certutil, which puts a certificate among those that a Chromium on Linux trusts, and installs it where it is missing.
 * It does not know which certificate.
 */
import { spawnSync } from 'node:child_process';

const isThere = () => spawnSync('certutil', ['-H'], { stdio: 'ignore' }).error === undefined;

const INSTALL = ['install', '-y', '--no-install-recommends', 'libnss3-tools'];

/** The name of the program, or null. */
export const findOrInstallCertutil = () => {
  if (!isThere()) {
    console.log(`No certutil here; trying: apt-get ${INSTALL.join(' ')}`);
    spawnSync('apt-get', INSTALL, { stdio: 'inherit' });
  }
  return isThere() ? 'certutil' : null;
};
