/**
 * Finds a program among the places where it may be, and installs one where there is none.
 * It does not know which browser it is, nor the tests.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const inPath = (names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));

/** Debian's way to a package; once more with the lists of packages fetched anew, if they are too old or not there. */
export const fromDebian = (name) => {
  const install = ['apt-get', ['install', '-y', '--no-install-recommends', name]];
  return [install, ['apt-get', ['update']], install];
};

/**
 * How to find a browser, and how to get one.
 * @param {object} browser
 * @param {string} browser.title What people call it.
 * @param {string} browser.variable The variable of the environment that may name the program.
 * @param {readonly string[]} browser.names What the program may be called where the system looks for programs.
 * @param {readonly string[]} browser.places Where else it may be.
 * @param {readonly (readonly [string, readonly string[]])[]} browser.installers Tried in this order; each is a command that leaves one behind where it works.
 */
export const createFinder = ({ title, variable, names, places, installers }) => {
  /** @returns {string | null} The named one or none, if one is named; else one that is there. */
  const find = () => {
    const named = process.env[variable];
    if (named) return isProgram(named) ? named : null;
    return [...inPath(names), ...places].find(isProgram) ?? null;
  };

  /** As `find`, but goes and gets one. null when that failed too, or when what is named is no program. */
  const findOrInstall = () => {
    const found = find();
    if (found !== null || process.env[variable]) return found;
    for (const [command, args] of installers) {
      console.log(`No ${title} here; trying: ${command} ${args.join(' ')}`);
      spawnSync(command, args, { stdio: 'inherit' });
      const installed = find();
      if (installed !== null) return installed;
    }
    return null;
  };

  return { find, findOrInstall, missing: `No ${title} could be found or installed. ${variable} names one.` };
};

/** What a script that only looks for a browser prints, and how it ends. */
export const printFound = ({ findOrInstall, missing }) => {
  const path = findOrInstall();
  console.log(path ?? missing);
  process.exitCode = path === null ? 1 : 0;
};
