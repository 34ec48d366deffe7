import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type RelayStandIn, startRelayStandIn } from '../sync/support/relay-stand-in';
import { transportCases } from '../sync/transport-cases';
import { webRtcCases } from '../sync/webrtc-cases';
import { HOME_HOST, permissions } from './support/chromium';
import { type ScriptPages, serveScripts } from './support/script-pages';

const transports = [
  'broadcast-channel',
  'websocket',
  'webrtc, signals in memory',
  'webrtc, signals by the relay',
];

let relay: RelayStandIn;
let pages: ScriptPages;
let context: BrowserContext;
let page: Page;

const newPage = async (): Promise<Page> => {
  const opened = await context.newPage();
  await opened.goto(`http://${HOME_HOST}:${pages.port}/harness`);
  return opened;
};

test.beforeAll(async ({ browser }) => {
  relay = await startRelayStandIn();
  pages = await serveScripts({ harness: 'test/sync/browser/harness.ts' });
  context = await browser.newContext({ permissions });
  page = await newPage();
});

test.afterAll(async () => {
  await context.close();
  pages.close();
  await relay.stop();
});

test('the page is no secure context, as at home', async () => {
  expect(await page.evaluate(() => [window.isSecureContext, crypto.subtle])).toEqual([false, undefined]);
});

for (const transport of transports)
  test.describe(`transport contract: ${transport}, in the browser`, () => {
    for (const { title } of transportCases)
      test(title, () =>
        page.evaluate(([name, wanted, origin]) => window.transportHarness.runContract(name, wanted, origin), [
          transport,
          title,
          `ws://127.0.0.1:${relay.port}`,
        ] as const),
      );
  });

for (const transport of transports.slice(0, 3))
  test(`a book of 50 MB, with progress shown, passes over ${transport}, in the browser`, () =>
    page.evaluate(([name, origin]) => window.transportHarness.passLargeState(name, origin), [
      transport,
      `ws://127.0.0.1:${relay.port}`,
    ] as const));

test.describe('webrtc', () => {
  for (const { title } of webRtcCases)
    test(title, () => page.evaluate((wanted) => window.transportHarness.runWebRtc(wanted), title));
});

test.describe('between two pages of one browser', () => {
  for (const transport of ['broadcast-channel', 'webrtc'])
    test(`${transport} carries frames, and a page that is closed is gone for the other at once`, async () => {
      const [one, two] = [await newPage(), await newPage()];
      for (const tab of [one, two])
        await tab.evaluate(
          ([name, origin]) => {
            window.tab = window.transportHarness.join(name, 'two-pages', origin);
          },
          [transport, `ws://127.0.0.1:${relay.port}`] as const,
        );
      await Promise.all([one.evaluate(() => window.tab.dialled()), two.evaluate(() => window.tab.linked())]);
      await one.evaluate(() => window.tab.send([1, 2, 3]));
      expect(await two.evaluate(() => window.tab.received())).toEqual([1, 2, 3]);
      await two.evaluate(() => window.tab.send([4]));
      expect(await one.evaluate(() => window.tab.received())).toEqual([4]);
      await one.close();
      expect(await two.evaluate(() => window.tab.closedFor())).toBe('left');
      await two.evaluate(() => window.tab.alone());
      await two.close();
    });
});
