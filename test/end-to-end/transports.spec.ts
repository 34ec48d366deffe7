import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import { type RelayStandIn, startRelayStandIn } from '../sync/support/relay-stand-in';
import { transportCases } from '../sync/transport-cases';
import { webRtcCases } from '../sync/webrtc-cases';
import { HOME_HOST, permissions } from './support/chromium';

const transports = [
  'broadcast-channel',
  'websocket',
  'webrtc, signals in memory',
  'webrtc, signals by the relay',
];

let relay: RelayStandIn;
let pages: Server;
let context: BrowserContext;
let page: Page;

const servePages = async (): Promise<Server> => {
  const { outputFiles } = await build({
    entryPoints: ['test/sync/browser/harness.ts'],
    bundle: true,
    format: 'iife',
    write: false,
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    if (request.url === '/harness.js') response.setHeader('content-type', 'text/javascript').end(script);
    else
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><script src="/harness.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

test.beforeAll(async ({ browser }) => {
  relay = await startRelayStandIn();
  pages = await servePages();
  context = await browser.newContext({ permissions });
  page = await context.newPage();
  await page.goto(`http://${HOME_HOST}:${(pages.address() as AddressInfo).port}/`);
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

test.describe('webrtc', () => {
  for (const { title } of webRtcCases)
    test(title, () => page.evaluate((wanted) => window.transportHarness.runWebRtc(wanted), title));
});
