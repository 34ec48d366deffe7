/**
 * npm run simulate: bundles test/simulation and runs scenarios from seeds, in this process or in several.
 * It does not know what is simulated.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { huntMutants } from './mutants.mjs';
import { root } from './root.mjs';

const built = join(root, 'dist', 'simulation');

await build({
  absWorkingDir: root,
  entryPoints: ['test/simulation/simulate.ts'],
  outdir: built,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@': '.' },
  sourcemap: 'inline',
  logLevel: 'warning',
});

/** The value of an option, and the arguments without it. */
const take = (args, name, otherwise) => {
  const at = args.indexOf(name);
  if (at < 0) return [otherwise, args];
  return [Number(args[at + 1]), [...args.slice(0, at), ...args.slice(at + 2)]];
};

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', join(built, 'simulate.mjs'), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    child.once('close', (code) => resolve(code === 0));
  });

const simulate = async (given) => {
  const [jobs, rest] = take(given, '--jobs', 1);
  const [seeds, others] = take(rest, '--seeds', 100);
  const [from, plain] = take(others, '--from', 1);
  const share = Math.ceil(seeds / jobs);
  const parts = Array.from({ length: jobs }, (_, index) => {
    const start = from + index * share;
    const count = Math.min(share, from + seeds - start);
    return [...plain, '--from', String(start), '--seeds', String(count)];
  });
  const went = await Promise.all(parts.map(run));
  return went.every((well) => well);
};

const given = process.argv.slice(2);
const wentWell = given[0] === '--mutants' ? huntMutants(given[1]) : await simulate(given);
process.exitCode = wentWell ? 0 : 1;
