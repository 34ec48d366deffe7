import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { strategyWords } from '@/app/sync/words';
import { strategyNames } from '@/lib/sync/strategy';
import {
  balanceOf,
  closeDrawer,
  inviteLink,
  joinBook,
  lineOf,
  openSharing,
  sharingOf,
  startBook,
  writeLine,
} from './support/book';
import { createDevices, type Device, type Devices } from './support/device';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

let relay: RelayProcess;
let devices: Devices;
let data: string | null = null;

/** Without a folder the relay keeps no ledgers: what is shared then, browsers share among themselves. */
const openHouse = async (folder: string | null): Promise<void> => {
  data = folder;
  relay = await startRelayProcess(folder === null ? {} : { data: folder });
  devices = createDevices();
};

test.afterEach(async () => {
  await devices.removeAll();
  await relay.kill();
  if (data !== null) await rm(data, { recursive: true, force: true });
});

/** Ana, who has been here longest, Ben and Cleo, in one book. */
const threeDevices = async (): Promise<readonly [Device, Device, Device]> => {
  const [ana, ben, cleo] = [await devices.open(), await devices.open(), await devices.open()];
  await startBook(ana.page, relay.origin, 'Ana');
  await writeLine(ana.page, { payee: 'Bakery', payment: '10' });
  const link = await inviteLink(ana.page);
  await joinBook(ben.page, link, 'Ben');
  await joinBook(cleo.page, link, 'Cleo');
  return [ana, ben, cleo];
};

/** For the whole book, by whoever's page it is. */
const shareBy = async (page: Page, name: keyof typeof strategyWords): Promise<void> => {
  const panel = await openSharing(page);
  await panel.getByRole('radio', { name: strategyWords[name].name }).check();
  await closeDrawer(page);
};

const electedWords = (page: Page) => page.getByText(/keeps the book for all now\.$/);

test.describe('three browsers in one book', () => {
  for (const name of strategyNames)
    test(`[R1] share what each writes: ${name}`, async () => {
      await openHouse(name === 'fixed-server' ? await mkdtemp(join(tmpdir(), 'wespend-strategies-')) : null);
      const pages = (await threeDevices()).map(({ page }) => page) as [Page, Page, Page];
      await shareBy(pages[0], name);
      for (const [index, page] of pages.entries())
        await writeLine(page, { payee: `Shop ${index}`, payment: '1' });
      for (const page of pages) {
        for (const index of pages.keys()) await expect(lineOf(page, `Shop ${index}`)).toBeVisible();
        await expect(balanceOf(page)).toHaveText('€87.00');
        await expect(sharingOf(page)).toHaveText(/all agree$/);
      }
    });
});

test('[P4] an elected device whose browser is killed is followed by the next, and nothing is lost', async () => {
  await openHouse(null);
  const [ana, ben, cleo] = await threeDevices();
  await shareBy(ana.page, 'elected-server');
  for (const { page } of [ben, cleo]) {
    await openSharing(page);
    await expect(electedWords(page)).toContainText('Ana');
  }
  await writeLine(ana.page, { payee: 'Kiosk', payment: '2' });
  for (const { page } of [ben, cleo]) await expect(lineOf(page, 'Kiosk')).toBeVisible();

  await ana.kill();
  await expect(electedWords(cleo.page)).toContainText('Ben');
  await expect(electedWords(ben.page)).toHaveText('This device keeps the book for all now.');
  await writeLine(cleo.page, { payee: 'Market', payment: '3' });
  await expect(lineOf(ben.page, 'Market')).toBeVisible();
  await writeLine(ben.page, { payee: 'Cinema', payment: '4' });
  await expect(lineOf(cleo.page, 'Cinema')).toBeVisible();
});

test('[E4] an elected page whose main thread is blocked is followed by the next, and steps down once it goes on', async () => {
  await openHouse(null);
  const [ana, ben, cleo] = await threeDevices();
  await shareBy(ana.page, 'elected-server');
  for (const { page } of [ben, cleo]) {
    await openSharing(page);
    await expect(electedWords(page)).toContainText('Ana');
  }
  const release = await ana.block();
  await writeLine(cleo.page, { payee: 'Market', payment: '3' });
  await expect(lineOf(ben.page, 'Market')).toBeVisible();
  await expect(electedWords(cleo.page)).toContainText('Ben');
  await writeLine(ben.page, { payee: 'Cinema', payment: '4' });
  await expect(lineOf(cleo.page, 'Cinema')).toBeVisible();

  await release();
  for (const payee of ['Market', 'Cinema']) await expect(lineOf(ana.page, payee)).toBeVisible();
  await openSharing(ana.page);
  await expect(electedWords(ana.page)).toContainText('Ben');
});
