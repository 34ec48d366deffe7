import { expect, test } from '@playwright/test';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

let relay: RelayProcess;

test.beforeAll(async () => {
  relay = await startRelayProcess();
});

test.afterAll(async () => {
  expect(await relay.stop()).toBe(0);
});

for (const path of ['/', '/book/', '/join/', '/demo/', '/lab/', '/new/']) {
  test(`${path} runs under the strict policy it is served with, and asks nobody else`, async ({ page }) => {
    const troubles: string[] = [];
    const elsewhere: string[] = [];
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on(
      'request',
      (request) => new URL(request.url()).origin !== relay.origin && elsewhere.push(request.url()),
    );
    const response = await page.goto(relay.origin + path, { waitUntil: 'networkidle' });
    expect(response?.headers()['content-security-policy']).not.toContain("script-src 'self' 'unsafe-inline'");
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    await expect(page.getByRole('heading').first()).toBeVisible();
    expect(troubles).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
}

test('an address that leads nowhere says so', async ({ page }) => {
  const response = await page.goto(`${relay.origin}/nowhere/`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});
