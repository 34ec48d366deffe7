/**
 * npm test: every check and every test, one after the other, whatever becomes of the one before.
 * It does not know what they check. `node scripts/test.mjs unit` runs the named steps alone.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findOrInstallChromium } from './find-chromium.mjs';
import { findOrInstallFirefox } from './find-firefox.mjs';
import { root } from './root.mjs';

const reports = mkdtempSync(join(tmpdir(), 'wespend-test-'));

/** Runs a program of node_modules, or one of ours, with its output shown. Resolves with whether it went well. */
const node = (script, args = [], env = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });

const asOne = (went) => (went ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Counts of a run of tests. A run that failed without a failed test (a file that does not load) counts as one. */
const asTests = (went, { passed, failed, skipped, failures }) => {
  if (skipped > 0)
    console.log(`${skipped} tests were skipped. A skipped test proves nothing: counted as failed.`);
  const all = failed + skipped;
  return { passed, failed: went ? all : Math.max(all, 1), failures };
};

const readReport = (file, counts) => {
  try {
    return counts(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`The report of the tests cannot be read: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0, failures: [] };
  }
};

/** A failed test as the summary names it: where, which, and the first lines of why. */
const sayFailure = (where, title, why) =>
  [`${where}: ${title}`, ...why.split('\n').slice(0, 12)].join('\n    ');

const unitFailures = ({ testResults }) =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const where = relative(root, name);
    if (failed.length === 0 && message !== '') return [sayFailure(where, 'does not load', message)];
    return failed.map((test) => sayFailure(where, test.fullName, test.failureMessages.join('\n')));
  });

/** Playwright's report nests: files, their describes, and theirs. */
const endToEndFailures = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(endToEndFailures),
  ...specs
    .filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
    .map(({ file, title, tests }) => {
      const results = tests.flatMap(({ results }) => results);
      const errors = results.flatMap(({ errors }) => errors.map(({ message }) => message ?? ''));
      return sayFailure(file, title, stripVTControlCharacters(errors.join('\n')));
    }),
];

const lint = async () => asOne(await node('node_modules/@biomejs/biome/bin/biome', ['check', '.']));

/** Next writes the declarations that its imports of style sheets and pages need; a fresh clone has none. */
const types = async () => {
  const generated = await node('node_modules/next/dist/bin/next', ['typegen']);
  return asOne(generated && (await node('node_modules/typescript/bin/tsc', ['--noEmit'])));
};

const unused = async () => asOne(await node('node_modules/knip/bin/knip.js', ['--no-progress']));

const build = async () => asOne(await node('scripts/build.mjs'));

const unit = async () => {
  const report = join(reports, 'unit.json');
  const args = [
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const went = await node('node_modules/vitest/vitest.mjs', args);
  const counts = readReport(report, (found) => ({
    passed: found.numPassedTests,
    failed: found.numFailedTests,
    skipped: found.numPendingTests + found.numTodoTests,
    failures: unitFailures(found),
  }));
  return asTests(went, counts);
};

const endToEnd = async () => {
  const browser = findOrInstallChromium();
  if (browser === null) {
    console.error('No Chromium could be found or installed. CHROMIUM_PATH names one.');
    return asOne(false);
  }
  if (findOrInstallFirefox() === null)
    console.log(
      'No Firefox could be found or installed: the tests in Firefox, and of both engines in one room, are left out.',
    );
  const report = join(reports, 'end-to-end.json');
  const args = ['test', '--pass-with-no-tests', '--reporter=list,json'];
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const went = await node('node_modules/@playwright/test/cli.js', args, env);
  const counts = readReport(report, ({ stats, suites }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: endToEndFailures({ suites }),
  }));
  return asTests(went, counts);
};

const steps = new Map([
  ['lint', lint],
  ['types', types],
  ['unused', unused],
  ['build', build],
  ['unit', unit],
  ['end-to-end', endToEnd],
]);

const runSteps = async (names) => {
  const total = { passed: 0, failed: 0 };
  const lines = [];
  const failures = [];
  for (const name of names) {
    console.log(`\n== ${name} ==`);
    const start = performance.now();
    const { passed, failed, failures: named = [] } = await steps.get(name)();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const line = `${name.padEnd(12)} ${passed} passed, ${failed} failed (${seconds} s)`;
    console.log(line);
    lines.push(line);
    failures.push(...named);
    total.passed += passed;
    total.failed += failed;
  }
  for (const failure of failures) console.log(`\nFAILED ${failure}`);
  console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
};

const wanted = process.argv.slice(2);
const strange = wanted.find((name) => !steps.has(name));
if (strange === undefined) {
  process.exitCode = await runSteps(wanted.length > 0 ? wanted : [...steps.keys()]);
} else {
  console.error(`There is no step "${strange}": say one of ${[...steps.keys()].join(', ')}.`);
  process.exitCode = 2;
}
rmSync(reports, { recursive: true, force: true });
