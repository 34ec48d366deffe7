import { defineConfig } from '@playwright/test';
import { launchOptions } from './test/end-to-end/support/chromium';

/** The tests in a real Chromium. Each starts the relays that it needs (support/relay-process.ts). */
export default defineConfig({
  testDir: 'test/end-to-end',
  outputDir: 'test-results',
  fullyParallel: false,
  forbidOnly: true,
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { locale: 'en-US', trace: 'retain-on-failure' },
  projects: [{ name: 'chromium', use: { browserName: 'chromium', launchOptions } }],
});
