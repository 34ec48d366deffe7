/**
 * Finds a Chromium for the tests that need a real browser, and installs one where there is none.
 * It does not know the tests.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { root } from './root.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const inPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));

/** The path of a Chromium that is there: CHROMIUM_PATH, an installed one, Playwright's own; else null. */
export const findChromium = () => {
  const named = process.env.CHROMIUM_PATH;
  if (named) return isProgram(named) ? named : null;
  return [...inPath(), ...usualPlaces, chromium.executablePath()].find(isProgram) ?? null;
};

/** Tried in this order; each is a command that leaves a Chromium behind where it works. */
const installers = [
  [process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']],
  ['apt-get', ['install', '-y', '--no-install-recommends', 'chromium']],
];

/** As findChromium, but goes and gets one. null when that failed too, or when CHROMIUM_PATH names no program. */
export const findOrInstallChromium = () => {
  const found = findChromium();
  if (found !== null || process.env.CHROMIUM_PATH) return found;
  for (const [command, args] of installers) {
    console.log(`No Chromium here; trying: ${command} ${args.join(' ')}`);
    spawnSync(command, args, { stdio: 'inherit' });
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  return null;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = findOrInstallChromium();
  console.log(path ?? 'No Chromium could be found or installed. CHROMIUM_PATH names one.');
  process.exitCode = path === null ? 1 : 0;
}
