import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { encodeInvite } from '../../lib/sync/invite';
import {
  balanceOf,
  inviteLink,
  joinBook,
  lineOf,
  saved,
  sharingOf,
  startBook,
  writeLine,
} from './support/book';
import { createDevices, type Devices } from './support/device';
import { type RelayProcess, startRelayProcess } from './support/relay-process';
import { allStored, goOnWithout, heirNotes, ledgerOf, openStep, secretOf } from './support/succession';

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

const follow = async (page: Page): Promise<void> => {
  const old = ledgerOf(page);
  await heirNotes(page).getByRole('button', { name: 'Go on in the new one' }).click();
  await expect.poll(() => ledgerOf(page)).not.toBe(old);
};

const saveCopy = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a copy' }).click();
  return (await download).path();
};

test('a household goes on without one of them, who keeps what there was, and takes her lines back later', async () => {
  const [ana, ben, cleo] = [await devices.open(), await devices.open(), await devices.open()];
  const tablet = await devices.open();
  await startBook(ana.page, relay.origin, 'Ana');
  await writeLine(ana.page, { payee: 'Bakery', payment: '10' });
  const link = await inviteLink(ana.page);
  await joinBook(ben.page, link, 'Ben');
  await joinBook(cleo.page, link, 'Cleo');
  await joinBook(tablet.page, link, 'Dora');
  const bookAddress = tablet.page.url();
  for (const { page } of [ana, ben, cleo, tablet]) await expect(sharingOf(page)).toHaveText(/all agree$/);
  await tablet.page.goto('about:blank');

  await goOnWithout(ana.page, 'Cleo', 2);
  const heir = ledgerOf(ana.page);
  await expect(lineOf(ana.page, 'Bakery')).toBeVisible();
  await expect(balanceOf(ana.page)).toHaveText('€90.00');

  await expect(heirNotes(ben.page)).toContainText('Ana went on without Cleo');
  await writeLine(ben.page, { payee: 'Kiosk', payment: '1' });
  await follow(ben.page);
  expect(ledgerOf(ben.page)).toBe(heir);
  await expect(lineOf(ana.page, 'Kiosk')).toBeVisible();
  await writeLine(ana.page, { payee: 'Secret gift', payment: '20' });
  await expect(lineOf(ben.page, 'Secret gift')).toBeVisible();

  await expect(heirNotes(cleo.page)).toContainText('Ana went on without you');
  await writeLine(cleo.page, { payee: 'Florist', payment: '3' });
  await expect(lineOf(cleo.page, 'Bakery')).toBeVisible();
  await expect(lineOf(cleo.page, 'Secret gift')).toBeHidden();
  const copy = await saveCopy(cleo.page);
  const text = await readFile(copy, 'utf8');
  expect(text).toContain('Florist');
  expect(text).not.toContain('Secret gift');
  const known = (await secretOf(cleo.page, ledgerOf(cleo.page))).replace('bytes:', '').split(',');
  const forged = encodeInvite({ ledger: heir, secret: Uint8Array.from(known, Number) });

  // Ana opens the new book alone from now on: the old one is kept in its room beside it, for who was away.
  await ana.page.reload();
  await tablet.page.goto(bookAddress);
  await expect(heirNotes(tablet.page)).toContainText('Ana went on without Cleo');
  await follow(tablet.page);
  await expect(lineOf(tablet.page, 'Secret gift')).toBeVisible();
  for (const { page } of [ana, ben, tablet]) {
    await expect(sharingOf(page)).toHaveText(/all agree$/);
    await expect(lineOf(page, 'Florist')).toBeHidden();
  }

  await cleo.page.goto(`${relay.origin}/join/#${forged}`);
  await expect(cleo.page.getByText('Nobody who has the book is near')).toBeVisible();
  await expect(sharingOf(ana.page)).toHaveText(/^Shared with (Ben and Dora|Dora and Ben), all agree$/);

  const panel = await openStep(ana.page, 'Bring in another copy of this book');
  for (const said of ['1 entry came in.', 'Everything in it is here already.']) {
    await panel.locator('input[type=file]').setInputFiles(copy);
    await expect(panel.getByRole('status')).toHaveText(said);
  }
  for (const { page } of [ana, ben, tablet]) {
    for (const payee of ['Bakery', 'Kiosk', 'Secret gift', 'Florist'])
      await expect(lineOf(page, payee)).toHaveCount(1);
    await expect(balanceOf(page)).toHaveText('€66.00');
  }
});

test('a clean book has the same balances and the open items, and the old one closes for all and can be erased', async () => {
  const [ana, ben] = [(await devices.open()).page, await devices.open()];
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10', category: 'Groceries' });
  await writeLine(ana, { payee: 'Kiosk', payment: '5' });
  await lineOf(ana, 'Bakery')
    .getByRole('button', { name: /cleared/i })
    .first()
    .click();
  await joinBook(ben.page, await inviteLink(ana), 'Ben');
  for (const page of [ana, ben.page]) await expect(sharingOf(page)).toHaveText(/all agree$/);
  const old = ledgerOf(ana);
  const oldAddress = ana.url();

  const size = await openStep(ana, 'How big is this book');
  await expect(size.getByText(/^\d+ entries$/)).toBeVisible();
  await size.getByRole('button', { name: 'This book' }).click();
  await size.getByRole('button', { name: 'Start a clean book from today' }).click();
  await expect(size.getByRole('row', { name: /Everyday/ })).toContainText('opens with €90.00, 1 open');
  await expect(size.getByRole('row', { name: /Everyday/ }).getByRole('cell')).toHaveText([
    '€85.00',
    '€85.00',
  ]);
  await size.getByRole('button', { name: 'Start the clean book' }).click();
  await expect.poll(() => ledgerOf(ana)).not.toBe(old);
  await expect(balanceOf(ana)).toHaveText('€85.00');
  await expect(lineOf(ana, 'Kiosk')).toBeVisible();
  await expect(lineOf(ana, 'Bakery')).toBeHidden();
  await ana.getByRole('form', { name: 'New line' }).getByLabel('Payee').fill('Bak');
  await expect(ana.getByRole('option', { name: /Bakery/ })).toBeVisible();
  await ana.keyboard.press('Escape');

  await expect(heirNotes(ben.page)).toContainText('Ana started a clean book');
  await expect(ben.page.getByRole('form', { name: 'New line' })).toBeHidden();
  await follow(ben.page);
  await expect(balanceOf(ben.page)).toHaveText('€85.00');
  await writeLine(ben.page, { payee: 'Market', payment: '5' });
  await expect(balanceOf(ana)).toHaveText('€80.00');
  await expect(sharingOf(ana)).toHaveText('Shared with Ben, all agree');
  await saved(ana);

  const secret = await secretOf(ana, old);
  expect(await allStored(ana)).toContain(secret);
  await ana.goto(oldAddress);
  await expect(heirNotes(ana)).toContainText('You started a clean book');
  await heirNotes(ana).getByRole('button', { name: 'Erase the old book here' }).click();
  const panel = ana.getByRole('complementary', { name: 'This book' });
  await panel.getByRole('button', { name: /^(Leave, and forget here|Erase the only known copy)$/ }).click();
  await expect(ana.getByRole('heading', { name: 'Your books' })).toBeVisible();
  await expect(ana.getByRole('listitem')).toHaveCount(1);
  const left = await allStored(ana);
  expect(left).not.toContain(secret);
  expect(left).not.toContain(`"${old}"`);

  await ana.getByRole('link', { name: /^Our home/ }).click();
  await expect(sharingOf(ana)).toHaveText('Shared with Ben, all agree');
  const leaving = await openStep(ben.page, 'Leave, and forget here');
  await expect(leaving).toContainText('Ana’s Linux computer has all of it.');
  await leaving.getByRole('button', { name: 'Leave, and forget here' }).last().click();
  await expect(ben.page.getByText(/Closed on/)).toBeVisible();
  await sharingOf(ana).click();
  await expect(ana.getByRole('complementary', { name: 'Sharing' })).toContainText(/left on \w+ \d+, \d{4}/);
});

test('a book is left from the shelf after a warning, in all tabs, and no trace of it stays in the browser', async () => {
  const ana = await devices.open();
  const { page } = ana;
  await startBook(page, relay.origin, 'Ana');
  await writeLine(page, { payee: 'Bakery', payment: '10' });
  const ledger = ledgerOf(page);
  const secret = await secretOf(page, ledger);
  const shelf = await ana.context.newPage();
  await shelf.goto(`${relay.origin}/`);
  await shelf.getByRole('button', { name: /^Remove Our home/ }).click();
  const sheet = shelf.getByRole('dialog');
  await expect(sheet).toContainText('No other device is known to have all of it');
  const download = shelf.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Save a copy first' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('Bakery');
  await sheet.getByRole('button', { name: 'Leave, and forget here' }).click();
  await expect(shelf.getByRole('heading', { name: 'A bank book for the household' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This book is not on this device' })).toBeVisible();
  const left = await allStored(shelf);
  expect(left).not.toContain(secret);
  expect(left).not.toContain(ledger);
  expect(left).not.toContain('Bakery');
});
