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

test.beforeEach(async () => {
  // It keeps no ledgers: what is shared here, browsers share among themselves.
  relay = await startRelayProcess();
  devices = createDevices();
});

test.afterEach(async () => {
  await devices.removeAll();
  await relay.kill();
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
  for (const name of strategyNames.filter((name) => name !== 'fixed-server'))
    test(`[R1] share what each writes: ${name}`, async () => {
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

test('[E4] an elected page that is frozen is followed by the next, and steps down when it thaws', async () => {
  const [ana, ben, cleo] = await threeDevices();
  await shareBy(ana.page, 'elected-server');
  for (const { page } of [ben, cleo]) {
    await openSharing(page);
    await expect(electedWords(page)).toContainText('Ana');
  }
  await ana.freeze();
  await writeLine(cleo.page, { payee: 'Market', payment: '3' });
  await expect(lineOf(ben.page, 'Market')).toBeVisible();
  await expect(electedWords(cleo.page)).toContainText('Ben');
  await writeLine(ben.page, { payee: 'Cinema', payment: '4' });
  await expect(lineOf(cleo.page, 'Cinema')).toBeVisible();

  await ana.thaw();
  for (const payee of ['Market', 'Cinema']) await expect(lineOf(ana.page, payee)).toBeVisible();
  await openSharing(ana.page);
  await expect(electedWords(ana.page)).toContainText('Ben');
});
