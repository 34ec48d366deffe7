import { defineConfig } from '@playwright/test';
import { findFirefox } from './scripts/find-firefox.mjs';
import { launchOptions } from './test/end-to-end/support/chromium';

/** They start their browsers themselves (support/firefox.ts). */
const withFirefox = /(two-engines|in-firefox)\.spec\.ts$/;

/** The tests in a real Chromium, and in a real Firefox where there is one. Each starts the relays that it needs (support/relay-process.ts). */
export default defineConfig({
  testDir: 'test/end-to-end',
  outputDir: 'test-results',
  fullyParallel: false,
  forbidOnly: true,
  // Most of the time is spent waiting for browsers: two at a time take little more than half of it.
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { locale: 'en-US', trace: 'retain-on-failure' },
  projects: [
    { name: 'chromium', testIgnore: withFirefox, use: { browserName: 'chromium', launchOptions } },
    ...(findFirefox() === null ? [] : [{ name: 'firefox', testMatch: withFirefox }]),
  ],
});
