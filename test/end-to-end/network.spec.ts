import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import {
  closeDrawer,
  inviteLink,
  joinBook,
  lineOf,
  openSharing,
  sharingOf,
  startBook,
  writeLine,
} from './support/book';
import { createDevices, type Devices } from './support/device';
import { cut, mend, withSwitch } from './support/network-switch';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

let relay: RelayProcess;
let devices: Devices;

test.beforeAll(async () => {
  relay = await startRelayProcess();
});

test.beforeEach(() => {
  devices = createDevices();
});

test.afterEach(() => devices.removeAll());

test.afterAll(() => relay.kill());

const shareBook = async (ana: Page, ben: Page, origin: string): Promise<void> => {
  await startBook(ana, origin, 'Ana');
  await joinBook(ben, await inviteLink(ana), 'Ben');
  for (const page of [ana, ben]) await expect(sharingOf(page)).toHaveText(/all agree$/);
};

/** The room is seen again by either, and what the other wrote meanwhile is in the book. */
const backInTheRoom = async (page: Page, payee: string): Promise<number> => {
  const start = performance.now();
  await expect(lineOf(page, payee)).toBeVisible();
  await expect(sharingOf(page)).toHaveText(/all agree$/);
  return performance.now() - start;
};

test('a page that was frozen until the others gave it up is back in the room when it thaws', async () => {
  const [ana, ben] = [await devices.open(), await devices.open()];
  await shareBook(ana.page, ben.page, relay.origin);
  await ben.freeze();
  await writeLine(ana.page, { payee: 'Bakery', payment: '1' });
  await expect(sharingOf(ana.page)).toHaveText(/^On your own/);
  await ben.thaw();
  const ms = await backInTheRoom(ben.page, 'Bakery');
  console.log(`back ${ms.toFixed(0)} ms after the thaw`);
});

test('a network that is switched off and on brings the page back into the room', async () => {
  const [ana, ben] = [await devices.open(), await devices.open(withSwitch)];
  await shareBook(ana.page, ben.page, relay.origin);
  await cut(ben.page);
  await writeLine(ana.page, { payee: 'Bakery', payment: '1' });
  await expect(sharingOf(ana.page)).toHaveText(/^On your own/);
  await expect(sharingOf(ben.page)).toHaveText(/^On your own/);
  await mend(ben.page);
  const ms = await backInTheRoom(ben.page, 'Bakery');
  console.log(`back ${ms.toFixed(0)} ms after the network`);
});

/** No candidate is ever gathered: between these browsers there is no direct path. */
const denyCandidates = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  });

test('two browsers without a direct path go on through the relay, and the panel says so', async () => {
  const data = await mkdtemp(join(tmpdir(), 'wespend-relay-'));
  const keeping = await startRelayProcess({ data });
  try {
    const [ana, ben] = [(await devices.open(denyCandidates)).page, (await devices.open(denyCandidates)).page];
    await shareBook(ana, ben, keeping.origin);
    await writeLine(ana, { payee: 'Bakery', payment: '1' });
    await expect(lineOf(ben, 'Bakery')).toBeVisible();
    await writeLine(ben, { payee: 'Kiosk', payment: '2' });
    await expect(lineOf(ana, 'Kiosk')).toBeVisible();
    const panel = await openSharing(ana);
    await expect(panel).toContainText('No straight way to one of the devices was found');
    await expect(panel).toContainText('Home server');
    await expect(panel).toContainText('by way of the others');
  } finally {
    await keeping.kill();
    await rm(data, { recursive: true, force: true });
  }
});

/** Every host that a browser speaks to, and every ICE server that a page names. */
const watchOutside = async (context: BrowserContext, seen: Set<string>): Promise<void> => {
  const note = (address: string): void => {
    const { protocol, host } = new URL(address);
    if (protocol !== 'blob:' && protocol !== 'data:') seen.add(host);
  };
  context.on('request', (request) => note(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())));
  for (const page of context.pages()) page.on('websocket', (socket) => note(socket.url()));
  await context.exposeFunction('noteIceServers', (servers: unknown) =>
    seen.add(`ICE ${JSON.stringify(servers)}`),
  );
  await context.addInitScript(() => {
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        window.noteIceServers(configuration?.iceServers ?? []);
      }
    };
  });
};

declare global {
  interface Window {
    noteIceServers(servers: readonly RTCIceServer[]): void;
  }
}

test('in a whole session nobody is contacted but the relay and the other browsers', async () => {
  const seen = new Set<string>();
  const watch = (context: BrowserContext) => watchOutside(context, seen);
  const [ana, ben] = [(await devices.open(watch)).page, (await devices.open(watch)).page];
  await shareBook(ana, ben, relay.origin);
  await writeLine(ana, { payee: 'Bakery', payment: '1' });
  await expect(lineOf(ben, 'Bakery')).toBeVisible();
  for (const drawer of ['People', 'Import', 'Export']) {
    await ana.getByRole('button', { name: drawer, exact: true }).click();
    await closeDrawer(ana);
  }
  await openSharing(ana);
  await ana.goto(`${relay.origin}/demo/`);
  await expect(ana.getByRole('grid')).toHaveCount(2);
  expect([...seen].sort()).toEqual(['ICE []', new URL(relay.origin).host]);
});
