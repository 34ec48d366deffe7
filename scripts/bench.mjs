/**
 * npm run bench: bundles bench/ and runs it where heaps can be weighed; the figures go to bench/RESULTS.md and results.json.
 * It does not know what is measured.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.mjs';

const folder = join(root, 'bench');
const outfile = join(root, 'dist', 'bench.mjs');

await build({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@': '.' },
  logLevel: 'warning',
});

const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, folder], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
