import { expect, type Page, test } from '@playwright/test';
import {
  balanceOf,
  closeDrawer,
  editLine,
  inviteLink,
  joinBook,
  lineOf,
  openSharing,
  saved,
  sharingOf,
  startBook,
  writeLine,
} from './support/book';
import { connectByHand, directNeighbors } from './support/by-hand';
import { createDevices, type Devices } from './support/device';
import { type FirefoxDevice, openFirefox } from './support/firefox';
import { expectToBeSound, setWidth, widths } from './support/looks';
import { cut, mend, withSwitch } from './support/network-switch';
import { servePageFiles } from './support/page-files';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

/** One household throughout, since browsers take long to start: Ana and Cleo have Firefox, Ben has Chromium. */
test.describe.configure({ mode: 'serial' });

let relay: RelayProcess;
let devices: Devices;
let ana: FirefoxDevice;
let cleo: FirefoxDevice;
let ben: Page;

test.beforeAll(async () => {
  relay = await startRelayProcess();
  devices = createDevices();
  [ana, cleo, ben] = await Promise.all([
    openFirefox(),
    openFirefox(withSwitch),
    devices.open().then(({ page }) => page),
  ]);
});

test.afterAll(async () => {
  await Promise.all([ana.remove(), cleo.remove(), devices.removeAll()]);
  await relay.kill();
});

const everyone = (): readonly Page[] => [ana.page, ben, cleo.page];

const allAgree = async (pages: readonly Page[]): Promise<void> => {
  for (const page of pages) await expect(sharingOf(page)).toHaveText(/all agree$/);
};

/** Each of them writes a line, and it is in the books of all. */
const writeInTurn = async (pages: readonly Page[], payees: readonly string[]): Promise<void> => {
  for (const [index, page] of pages.entries())
    await writeLine(page, { payee: payees[index] ?? '', payment: '1' });
  for (const page of pages) for (const payee of payees) await expect(lineOf(page, payee)).toBeVisible();
};

test('a book begun in Firefox is joined from Chromium and Firefox, each linked straight to each', async () => {
  await startBook(ana.page, relay.origin, 'Ana');
  expect(await ana.page.evaluate(() => window.isSecureContext)).toBe(false);
  const link = await inviteLink(ana.page);
  await joinBook(ben, link, 'Ben');
  await joinBook(cleo.page, link, 'Cleo');
  await allAgree(everyone());
  await writeInTurn(everyone(), ['Bakery', 'Kiosk', 'Market']);
  for (const page of everyone()) {
    await expect(balanceOf(page)).toHaveText('€97.00');
    await expect(directNeighbors(await openSharing(page))).toHaveCount(2);
    await closeDrawer(page);
  }
});

test('home, a book and its sharing bar nobody in Firefox, and fit every screen there', async () => {
  const { page } = cleo;
  for (const width of widths) {
    await setWidth(page, width);
    await expectToBeSound(page, `a book, ${width} px`, ['light']);
  }
  const panel = await openSharing(page);
  await expectToBeSound(page, 'sharing', ['light']);
  await expect(panel).toBeVisible();
  await closeDrawer(page);
  const home = await page.context().newPage();
  await home.goto(relay.origin);
  await home.getByRole('button', { name: 'Start a new book' }).click();
  for (const width of widths) {
    await setWidth(home, width);
    await expectToBeSound(home, `a new book, ${width} px`, ['light']);
  }
  await home.close();
});

test('what Firefox and Chromium change while apart is all there, and where they disagree all are asked', async () => {
  await cut(cleo.page);
  await editLine(ben, 'Bakery', 'Memo', 'Six rolls');
  await editLine(ben, 'Kiosk', 'Payment', '21');
  await editLine(cleo.page, 'Kiosk', 'Payment', '22');
  await mend(cleo.page);
  for (const page of everyone()) {
    await expect(lineOf(page, 'Bakery')).toContainText('Six rolls');
    await page.getByRole('button', { name: 'One line has two versions' }).click();
    for (const amount of ['−21.00', '−22.00'])
      await expect(page.getByRole('button', { name: `Take this one: ${amount}` })).toBeVisible();
  }
  await cleo.page.getByRole('button', { name: 'Take this one: −22.00' }).click();
  for (const page of everyone()) {
    await expect(page.getByText('All settled')).toBeVisible();
    await expect(lineOf(page, 'Kiosk')).toContainText('22.00');
    await closeDrawer(page);
  }
  await allAgree(everyone());
});

test('with the relay killed all go on, and a Firefox that was killed has what it said was saved', async () => {
  await relay.kill();
  await writeInTurn(everyone(), ['Florist', 'Ferry', 'Tailor']);
  await saved(ana.page);
  const address = ana.page.url();
  await ana.kill();
  await writeLine(ben, { payee: 'Cobbler', payment: '1' });

  const files = await servePageFiles(relay.port);
  ana = await ana.reopen();
  await ana.page.goto(address);
  for (const payee of ['Bakery', 'Florist', 'Ferry', 'Tailor'])
    await expect(lineOf(ana.page, payee)).toBeVisible();
  await ana.page.reload();
  await expect(lineOf(ana.page, 'Tailor')).toBeVisible();
  await expect(sharingOf(ana.page)).toHaveText(/^On your own/);

  await connectByHand(ana.page, ben);
  await expect(lineOf(ana.page, 'Cobbler')).toBeVisible();
  await writeInTurn(everyone(), ['Optician', 'Plumber', 'Weaver']);
  await expect(directNeighbors(await openSharing(ana.page))).toHaveCount(2);
  await files.stop();
});
