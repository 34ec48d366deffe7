/**
 * npm run bench [-- PART ...]: bundles bench/ and runs it where heaps can be weighed; the figures go to bench/RESULTS.md and results.json.
 * It does not know what is measured.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { findOrInstallChromium } from './find-chromium.mjs';
import { root } from './root.mjs';

const chromium = findOrInstallChromium();
const built = join(root, 'dist', 'bench');

await build({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts', 'bench/load.ts'],
  outdir: built,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@': '.' },
  logLevel: 'warning',
});

const { status } = spawnSync(
  process.execPath,
  [
    '--expose-gc',
    '--max-old-space-size=8192',
    ...[join(built, 'main.mjs'), join(built, 'load.mjs'), join(root, 'bench'), chromium],
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
