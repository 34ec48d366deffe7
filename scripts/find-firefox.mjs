/**
 * Finds a Firefox for the tests of both engines in one room, and installs Debian's where there is none.
 * It does not know the tests. Playwright's own Firefox does not count: it is another build, driven otherwise.
 */
import { pathToFileURL } from 'node:url';
import { createFinder, fromDebian, printFound } from './find-browser.mjs';

const finder = createFinder({
  title: 'Firefox',
  variable: 'FIREFOX_PATH',
  names: ['firefox-esr', 'firefox'],
  places: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
  installers: fromDebian('firefox-esr'),
});

/** The path of a Firefox that is there: FIREFOX_PATH, or an installed one; else null. */
export const findFirefox = finder.find;

/** As findFirefox, but goes and gets one. null when that failed too, or when FIREFOX_PATH names no program. */
export const findOrInstallFirefox = finder.findOrInstall;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printFound(finder);
