import { defineConfig } from '@playwright/test';
import { launchOptions } from './test/end-to-end/support/chromium';

/** `npm run pictures`: no test, but a household that is played through for the pictures of the README. */
export default defineConfig({
  testDir: 'docs/pictures',
  outputDir: 'test-results',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: { browserName: 'chromium', launchOptions },
});
