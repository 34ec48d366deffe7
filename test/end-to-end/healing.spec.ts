import { expect, type Page, test } from '@playwright/test';
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
import {
  connectByHand,
  directNeighbors,
  openByHand,
  pictureToGive,
  putIn,
  textToGive,
} from './support/by-hand';
import { createDevices, type Device, type Devices, type Prepare } from './support/device';
import { type PageFiles, servePageFiles } from './support/page-files';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

let relay: RelayProcess;
let devices: Devices;
let files: PageFiles | null = null;

test.beforeEach(async () => {
  relay = await startRelayProcess();
  devices = createDevices();
});

test.afterEach(async () => {
  await devices.removeAll();
  await relay.kill();
  await files?.stop();
  files = null;
});

/** Ana, Ben and Cleo share a book, all linked to each other, and each has looked at what is there for connecting by hand. */
const openHousehold = async (prepareBen?: Prepare): Promise<readonly [Device, Device, Device]> => {
  const [ana, ben, cleo] = [await devices.open(), await devices.open(prepareBen), await devices.open()];
  await startBook(ana.page, relay.origin, 'Ana');
  const link = await inviteLink(ana.page);
  await joinBook(ben.page, link, 'Ben');
  await joinBook(cleo.page, link, 'Cleo');
  for (const { page } of [ana, ben, cleo]) {
    await expect(sharingOf(page)).toHaveText(/^Shared with \w+ and \w+, all agree$/);
    const panel = await openByHand(page);
    await panel.getByRole('button', { name: 'Who has this book' }).click();
    await textToGive(panel);
    await panel.getByRole('button', { name: 'Start again' }).click();
    await closeDrawer(page);
  }
  return [ana, ben, cleo];
};

/** Milliseconds until the open sharing panel of this page shows so many direct neighbors. */
const timeToNeighbors = async (page: Page, count: number): Promise<number> => {
  const start = performance.now();
  await expect(directNeighbors(await openSharing(page))).toHaveCount(count);
  return performance.now() - start;
};

test('with the relay dead a newcomer joins by a text each way, and is then linked to everybody', async () => {
  const [ana, ben, cleo] = await openHousehold();
  await relay.kill();
  files = await servePageFiles();
  const dora = (await devices.open()).page;
  await dora.goto(files.origin);

  const panel = await openByHand(ana.page);
  await panel.getByRole('button', { name: 'Somebody new' }).click();
  const text = await textToGive(panel);
  await dora.getByRole('button', { name: 'Join a book' }).click();
  await dora.getByLabel('From a picture').setInputFiles(await pictureToGive(panel));
  const back = await textToGive(dora);
  console.log(`the text for a newcomer has ${text.length} letters, the one back ${back.length}`);
  await panel.getByLabel('From a picture').setInputFiles(await pictureToGive(dora));
  await expect(panel.getByText(/^Connected/)).toBeVisible();

  await dora.getByText('Someone new').click();
  await dora.getByLabel('Your name').fill('Dora');
  await dora.getByRole('button', { name: 'Open the book' }).click();
  const ms = await timeToNeighbors(dora, 3);
  console.log(`the newcomer is linked to all three ${ms.toFixed(0)} ms after opening the book`);

  await ana.kill();
  await writeLine(ben.page, { payee: 'Bakery', payment: '1' });
  for (const page of [dora, cleo.page]) await expect(lineOf(page, 'Bakery')).toBeVisible();
  await writeLine(dora, { payee: 'Kiosk', payment: '2' });
  for (const page of [ben.page, cleo.page]) await expect(lineOf(page, 'Kiosk')).toBeVisible();
});

test('with the relay dead a member whose browser was closed comes back by hand to one, and so to all', async () => {
  const [ana, ben, cleo] = await openHousehold();
  const address = ben.page.url();
  await ben.close();
  await relay.kill();
  await writeLine(ana.page, { payee: 'Bakery', payment: '1' });
  files = await servePageFiles(relay.port);
  const again = (await devices.reopen(ben)).page;
  await again.goto(address);
  await expect(sharingOf(again)).toHaveText(/^On your own/);

  await connectByHand(again, ana.page);
  await expect(lineOf(again, 'Bakery')).toBeVisible();
  const ms = await timeToNeighbors(again, 2);
  console.log(`who came back is linked to both others ${ms.toFixed(0)} ms after the first link`);
  await ana.kill();
  await writeLine(cleo.page, { payee: 'Kiosk', payment: '2' });
  await expect(lineOf(again, 'Kiosk')).toBeVisible();
});

/** Keeps the page's connections at hand, so that one of them can be broken. */
const keepConnections: Prepare = (context) =>
  context.addInitScript(() => {
    window.openConnections = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        window.openConnections.push(this);
      }
    };
  });

declare global {
  interface Window {
    openConnections: RTCPeerConnection[];
  }
}

test('with the relay dead two whose link breaks are linked again by way of the third', async () => {
  const [ana, ben, cleo] = await openHousehold(keepConnections);
  await relay.kill();
  const panel = await openSharing(ben.page);
  await expect(directNeighbors(panel)).toHaveCount(2);
  const before = await ben.page.evaluate(() => window.openConnections.length);
  await ben.page.evaluate(() => {
    window.openConnections.find(({ connectionState }) => connectionState === 'connected')?.close();
  });
  const start = performance.now();
  await expect.poll(() => ben.page.evaluate(() => window.openConnections.length)).toBeGreaterThan(before);
  await expect(directNeighbors(panel)).toHaveCount(2);
  console.log(`linked anew ${(performance.now() - start).toFixed(0)} ms after the break`);
  await writeLine(ben.page, { payee: 'Bakery', payment: '1' });
  for (const page of [ana.page, cleo.page]) await expect(lineOf(page, 'Bakery')).toBeVisible();
});

test('a page that the browser puts aside says goodbye to everybody, and is back when it is shown again', async () => {
  const [ana, ben, cleo] = await openHousehold();
  const defects: Error[] = [];
  ben.page.on('pageerror', (error) => defects.push(error));
  await ben.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  for (const { page } of [ana, cleo])
    await expect(sharingOf(page)).toHaveText(/^Shared with (Ana|Cleo), all agree$/);
  await writeLine(cleo.page, { payee: 'Bakery', payment: '1' });
  await ben.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(lineOf(ben.page, 'Bakery')).toBeVisible();
  const panel = await openSharing(ben.page);
  await panel.getByText('Details', { exact: true }).click();
  await expect(panel.getByText(/link to \S+ ended, stopped$/).first()).toBeVisible();
  expect(defects).toEqual([]);
});

test('a text that is of no use is told apart by why, and what was begun goes on', async () => {
  const [ana] = await openHousehold();
  const panel = await openByHand(ana.page);
  await putIn(panel, 'Were you sent a text?', 'hello');
  await expect(
    panel.getByRole('alert').filter({ hasText: 'not a text that WeSpend has made' }),
  ).toBeVisible();
  await panel.getByRole('button', { name: 'Who has this book' }).click();
  const text = await textToGive(panel);
  await putIn(panel, 'The text that came back', text);
  await expect(panel.getByText('This is the text that you have made yourself')).toBeVisible();
  await putIn(panel, 'The text that came back', text.slice(0, -8));
  await expect(panel.getByText('Some letters of this text are missing or changed')).toBeVisible();
  expect(await textToGive(panel)).toBe(text);

  const stranger = (await devices.open()).page;
  await startBook(stranger, relay.origin, 'Eve');
  const theirs = await openByHand(stranger);
  await putIn(theirs, 'Were you sent a text?', text);
  await expect(theirs.getByText('This text belongs to another book')).toBeVisible();
  await stranger.goto(`${relay.origin}/join/#${text}`);
  await expect(stranger.getByText('for a device that has the book')).toBeVisible();
});
