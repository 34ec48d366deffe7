/** npm run pictures: takes the pictures of the README anew, docs/screenshots. It does not know what is on them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findOrInstallChromium } from './find-chromium.mjs';
import { root } from './root.mjs';

const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config=playwright.pictures.config.ts',
    '--reporter=list',
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: findOrInstallChromium() ?? '' } },
);
process.exitCode = status ?? 1;
