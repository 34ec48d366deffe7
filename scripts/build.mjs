/**
 * Builds the app (out/) and the relay (dist/relay.mjs), each only when something it is made of has changed.
 * It does not know how to serve them.
 */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprint, isCurrent, remember } from './fingerprint.mjs';
import { firstLoads } from './first-load.mjs';
import { writeOfflineWorker } from './offline-worker.mjs';
import { root } from './root.mjs';

/** Where the built app and the built relay are. */
export const appFolder = join(root, 'out');
export const relayFile = join(root, 'dist', 'relay.mjs');

const common = ['lib', 'package.json', 'package-lock.json', 'tsconfig.json'];
const appInputs = [
  'app',
  'public',
  'next.config.js',
  'postcss.config.mjs',
  'scripts/build.mjs',
  'scripts/offline-worker.mjs',
  ...common,
];
const relayInputs = ['server-optional', 'scripts/build.mjs', ...common];

/** What a phone on a slow line should have to fetch before the book works, at most. */
const BOOK_PAGE = '/book/';
const BOOK_BUDGET = 250 * 1024;

/** Expected trouble: said in one line, without a stack. */
export class BuildError extends Error {}

/** Runs a program of node_modules with its output shown. Resolves with its exit code. */
const run = (script, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    const end = () => child.kill();
    process.once('exit', end);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', end);
      resolve(code ?? 1);
    });
  });

const reportFirstLoads = () => {
  const pages = firstLoads(appFolder);
  console.log('\nFirst-load JavaScript, gzipped:');
  for (const { address, bytes } of pages)
    console.log(`  ${(bytes / 1024).toFixed(1).padStart(7)} KB  ${address}`);
  const book = pages.find(({ address }) => address === BOOK_PAGE);
  if (book === undefined) throw new BuildError(`There is no page ${BOOK_PAGE} to measure.`);
  if (book.bytes <= BOOK_BUDGET) return;
  throw new BuildError(
    `The book's first-load JavaScript is ${(book.bytes / 1024).toFixed(1)} KB gzipped; its budget is ${BOOK_BUDGET / 1024} KB.`,
  );
};

/** next build -> out/. Returns whether it had to. */
export const buildApp = async () => {
  const stamp = join(appFolder, '.fingerprint');
  const print = fingerprint(appInputs);
  if (isCurrent(stamp, print)) return false;
  if (!existsSync(join(root, 'app', 'layout.tsx'))) throw new BuildError('There is no app to build.');
  console.log('Building the app ...');
  rmSync(stamp, { force: true });
  const code = await run('next/dist/bin/next', ['build']);
  if (code !== 0) throw new BuildError('The app could not be built; the lines above say why.');
  await writeOfflineWorker(appFolder);
  reportFirstLoads();
  remember(stamp, print);
  return true;
};

/** server-optional/ -> dist/relay.mjs, with the packages left where npm put them. Returns whether it had to. */
export const buildRelay = async () => {
  const stamp = join(root, 'dist', 'relay.fingerprint');
  const print = fingerprint(relayInputs);
  if (isCurrent(stamp, print) && existsSync(relayFile)) return false;
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: ['server-optional/main.ts'],
    outfile: relayFile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': '.' },
    sourcemap: true,
    logLevel: 'warning',
  });
  remember(stamp, print);
  return true;
};

const main = async () => {
  const only = process.argv[2];
  if (only !== undefined && only !== 'app' && only !== 'relay')
    throw new BuildError(`There is no "${only}" to build: say "app", "relay" or nothing for both.`);
  if (only !== 'app') console.log((await buildRelay()) ? 'The relay is built.' : 'The relay is up to date.');
  if (only !== 'relay') console.log((await buildApp()) ? 'The app is built.' : 'The app is up to date.');
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(error instanceof BuildError ? error.message : error);
    process.exitCode = 1;
  });
}
