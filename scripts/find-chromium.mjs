/**
 * Finds a Chromium for the tests that need a real browser, and installs one where there is none.
 * It does not know the tests.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { createFinder, fromDebian, printFound } from './find-browser.mjs';
import { root } from './root.mjs';

const finder = createFinder({
  title: 'Chromium',
  variable: 'CHROMIUM_PATH',
  names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    chromium.executablePath(),
  ],
  installers: [
    [process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']],
    ...fromDebian('chromium'),
  ],
});

/** The path of a Chromium that is there: CHROMIUM_PATH, an installed one, Playwright's own; else null. */
export const findChromium = finder.find;

/** As findChromium, but goes and gets one. null when that failed too, or when CHROMIUM_PATH names no program. */
export const findOrInstallChromium = finder.findOrInstall;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printFound(finder);
