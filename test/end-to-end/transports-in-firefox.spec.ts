import { test } from '@playwright/test';
import { transportCases } from '../sync/transport-cases';
import { webRtcCases } from '../sync/webrtc-cases';
import { HOME_HOST } from './support/chromium';
import { type FirefoxDevice, openFirefox } from './support/firefox';
import { type ScriptPages, serveScripts } from './support/script-pages';

let pages: ScriptPages;
let device: FirefoxDevice;

test.beforeAll(async () => {
  pages = await serveScripts({ harness: 'test/sync/browser/harness.ts' });
  device = await openFirefox();
  await device.page.goto(`http://${HOME_HOST}:${pages.port}/harness`);
});

test.afterAll(async () => {
  await device.remove();
  pages.close();
});

for (const transport of ['broadcast-channel', 'webrtc, signals in memory'])
  test.describe(`transport contract: ${transport}, in Firefox`, () => {
    for (const { title } of transportCases)
      test(title, () =>
        device.page.evaluate(([name, wanted]) => window.transportHarness.runContract(name, wanted, ''), [
          transport,
          title,
        ] as const),
      );
  });

test.describe('webrtc, in Firefox', () => {
  for (const { title } of webRtcCases)
    test(title, () => device.page.evaluate((wanted) => window.transportHarness.runWebRtc(wanted), title));
});
