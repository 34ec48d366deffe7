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
import { newPage } from './support/device';
import { type RelayProcess, startRelayProcess } from './support/relay-process';
import { allStored, goOnWithout, heirNotes, ledgerOf, openStep, secretOf } from './support/succession';

let relay: RelayProcess;

test.beforeAll(async () => {
  relay = await startRelayProcess();
});

test.afterEach(({ browser }) => Promise.all(browser.contexts().map((context) => context.close())));

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

test('a household goes on without one of them, who keeps what there was, and takes her lines back later', async ({
  browser,
}) => {
  const [ana, ben, cleo] = [await newPage(browser), await newPage(browser), await newPage(browser)];
  const tablet = await newPage(browser);
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10' });
  const link = await inviteLink(ana);
  await joinBook(ben, link, 'Ben');
  await joinBook(cleo, link, 'Cleo');
  await joinBook(tablet, link, 'Dora');
  const bookAddress = tablet.url();
  for (const page of [ana, ben, cleo, tablet]) await expect(sharingOf(page)).toHaveText(/all agree$/);
  await tablet.goto('about:blank');

  await goOnWithout(ana, 'Cleo', 2);
  const heir = ledgerOf(ana);
  await expect(lineOf(ana, 'Bakery')).toBeVisible();
  await expect(balanceOf(ana)).toHaveText('€90.00');

  await expect(heirNotes(ben)).toContainText('Ana went on without Cleo');
  await writeLine(ben, { payee: 'Kiosk', payment: '1' });
  await follow(ben);
  expect(ledgerOf(ben)).toBe(heir);
  await expect(lineOf(ana, 'Kiosk')).toBeVisible();
  await writeLine(ana, { payee: 'Secret gift', payment: '20' });
  await expect(lineOf(ben, 'Secret gift')).toBeVisible();

  await expect(heirNotes(cleo)).toContainText('Ana went on without you');
  await writeLine(cleo, { payee: 'Florist', payment: '3' });
  await expect(lineOf(cleo, 'Bakery')).toBeVisible();
  await expect(lineOf(cleo, 'Secret gift')).toBeHidden();
  const copy = await saveCopy(cleo);
  const text = await readFile(copy, 'utf8');
  expect(text).toContain('Florist');
  expect(text).not.toContain('Secret gift');
  const known = (await secretOf(cleo, ledgerOf(cleo))).replace('bytes:', '').split(',');
  const forged = encodeInvite({ ledger: heir, secret: Uint8Array.from(known, Number) });

  // Ana opens the new book alone from now on: the old one is kept in its room beside it, for who was away.
  await ana.reload();
  await tablet.goto(bookAddress);
  await expect(heirNotes(tablet)).toContainText('Ana went on without Cleo');
  await follow(tablet);
  await expect(lineOf(tablet, 'Secret gift')).toBeVisible();
  for (const page of [ana, ben, tablet]) {
    await expect(sharingOf(page)).toHaveText(/all agree$/);
    await expect(lineOf(page, 'Florist')).toBeHidden();
  }

  await cleo.goto(`${relay.origin}/join/#${forged}`);
  await expect(cleo.getByText('Nobody who has the book is near')).toBeVisible();
  await expect(sharingOf(ana)).toHaveText(/^Shared with (Ben and Dora|Dora and Ben), all agree$/);
  await ana.getByRole('button', { name: 'People' }).click();
  await expect(ana.getByRole('listitem').filter({ hasText: 'Cleo' })).toContainText(
    'not in this book any more',
  );

  const panel = await openStep(ana, 'Bring in another copy of this book');
  for (const said of ['1 entry came in.', 'Everything in it is here already.']) {
    await panel.locator('input[type=file]').setInputFiles(copy);
    await expect(panel.getByRole('status')).toHaveText(said);
  }
  for (const page of [ana, ben, tablet]) {
    for (const payee of ['Bakery', 'Kiosk', 'Secret gift', 'Florist'])
      await expect(lineOf(page, payee)).toHaveCount(1);
    await expect(balanceOf(page)).toHaveText('€66.00');
  }
});

test('a clean book has the same balances and the open items, and the old one closes for all and can be erased', async ({
  browser,
}) => {
  const [ana, ben] = [await newPage(browser), await newPage(browser)];
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10', category: 'Groceries' });
  await writeLine(ana, { payee: 'Kiosk', payment: '5' });
  await lineOf(ana, 'Bakery')
    .getByRole('button', { name: /cleared/i })
    .first()
    .click();
  await joinBook(ben, await inviteLink(ana), 'Ben');
  for (const page of [ana, ben]) await expect(sharingOf(page)).toHaveText(/all agree$/);
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

  await expect(heirNotes(ben)).toContainText('Ana started a clean book');
  await expect(ben.getByRole('form', { name: 'New line' })).toBeHidden();
  await follow(ben);
  await expect(balanceOf(ben)).toHaveText('€85.00');
  await writeLine(ben, { payee: 'Market', payment: '5' });
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
  const leaving = await openStep(ben, 'Leave, and forget here');
  await expect(leaving).toContainText('Ana’s Linux computer has all of it.');
  await leaving.getByRole('button', { name: 'Leave, and forget here' }).last().click();
  await expect(ben.getByText(/Closed on/)).toBeVisible();
  await sharingOf(ana).click();
  await expect(ana.getByRole('complementary', { name: 'Sharing' })).toContainText(/left on \w+ \d+, \d{4}/);
});

test('a book is left from the shelf after a warning, in all tabs, and no trace of it stays in the browser', async ({
  browser,
}) => {
  const page = await newPage(browser);
  await startBook(page, relay.origin, 'Ana');
  await writeLine(page, { payee: 'Bakery', payment: '10' });
  const ledger = ledgerOf(page);
  const secret = await secretOf(page, ledger);
  const shelf = await page.context().newPage();
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
