import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import {
  balanceOf,
  editLine,
  inviteLink,
  joinBook,
  lineOf,
  saved,
  sharingOf,
  startBook,
  typeLine,
  writeLine,
} from './support/book';
import { createDevices, type Devices } from './support/device';
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

test('what the screen says is saved is there after the browser was killed at that moment', async () => {
  let ana = await devices.open();
  await startBook(ana.page, relay.origin, 'Ana');
  const address = ana.page.url();
  const payees = ['Bakery', 'Kiosk', 'Market'];
  for (const [index, payee] of payees.entries()) {
    await (await typeLine(ana.page, { payee, payment: '10' })).press('Enter');
    await expect(lineOf(ana.page, payee)).toBeVisible();
    await saved(ana.page);
    await ana.kill();
    ana = await devices.reopen(ana);
    await ana.page.goto(address);
    for (const earlier of payees.slice(0, index + 1)) await expect(lineOf(ana.page, earlier)).toBeVisible();
  }
  await expect(balanceOf(ana.page)).toHaveText('€70.00');
});

test('two tabs of one browser write in one book without harm', async () => {
  const ana = await devices.open();
  const one = ana.page;
  await startBook(one, relay.origin, 'Ana');
  const two = await ana.context.newPage();
  await two.goto(one.url());
  await expect(balanceOf(two)).toHaveText('€100.00');
  await writeLine(one, { payee: 'Bakery', payment: '1' });
  await writeLine(two, { payee: 'Kiosk', payment: '2' });
  const fields = [
    await typeLine(one, { payee: 'Market', payment: '3' }),
    await typeLine(two, { payee: 'Florist', payment: '4' }),
  ];
  await Promise.all(fields.map((field) => field.press('Enter')));
  for (const page of [one, two]) await expect(balanceOf(page)).toHaveText('€90.00');
  await Promise.all([saved(one), saved(two)]);
  await two.close();
  await one.reload();
  for (const payee of ['Bakery', 'Kiosk', 'Market', 'Florist'])
    await expect(lineOf(one, payee)).toHaveCount(1);
  await expect(balanceOf(one)).toHaveText('€90.00');
  await expect(one.getByRole('button', { name: /two versions$/ })).toBeHidden();
});

/** From the call on, the disk is full: whatever is put into a store is refused as browsers refuse it. */
const fillDisk = (page: Page): Promise<void> =>
  page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    };
  });

const takeCopy = async (page: Page): Promise<string> => {
  await page.getByRole('alert').getByRole('button', { name: 'Take a copy now' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a copy' }).click();
  return (await download).path();
};

test('a full disk is told at once, and the copy taken then holds what the disk did not', async () => {
  const { page } = await devices.open();
  await startBook(page, relay.origin, 'Ana');
  await writeLine(page, { payee: 'Bakery', payment: '1' });
  await fillDisk(page);
  await writeLine(page, { payee: 'Kiosk', payment: '2' });
  await expect(page.getByRole('alert').filter({ hasText: 'can no longer store' })).toBeVisible();
  const copy = await takeCopy(page);
  expect(await readFile(copy, 'utf8')).toContain('Kiosk');

  const other = (await devices.open()).page;
  await other.goto(`${relay.origin}/`);
  await other.getByRole('button', { name: 'Restore it' }).click();
  await other.locator('input[type=file]').setInputFiles(copy);
  await other.getByRole('button', { name: 'Open Our home' }).click();
  await other.getByRole('radio').first().check();
  await other.getByRole('button', { name: 'Open the book' }).click();
  for (const payee of ['Bakery', 'Kiosk']) await expect(lineOf(other, payee)).toBeVisible();
});

const refuseStorage = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is refused here', 'SecurityError');
    };
  });

test('a browser that refuses to store says so, and a book joined there can still be exported', async () => {
  const ana = (await devices.open()).page;
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '1' });
  const ben = (await devices.open(refuseStorage)).page;
  await joinBook(ben, await inviteLink(ana), 'Ben');
  await expect(lineOf(ben, 'Bakery')).toBeVisible();
  expect(await readFile(await takeCopy(ben), 'utf8')).toContain('Bakery');
});

test('undo and redo reach over a reload, and never overwrite what another has written since', async () => {
  const [ana, ben] = [(await devices.open()).page, (await devices.open()).page];
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10' });
  await joinBook(ben, await inviteLink(ana), 'Ben');
  await editLine(ana, 'Bakery', 'Payment', '11');
  await saved(ana);
  await ana.reload();
  await expect(lineOf(ana, 'Bakery')).toContainText('11.00');
  await ana.keyboard.press('Control+z');
  await expect(lineOf(ana, 'Bakery')).toContainText('10.00');
  await saved(ana);
  await ana.reload();
  await expect(lineOf(ana, 'Bakery')).toContainText('10.00');
  await ana.keyboard.press('Control+y');
  await expect(lineOf(ana, 'Bakery')).toContainText('11.00');
  await saved(ana);
  await ana.reload();

  await expect(sharingOf(ana)).toHaveText(/all agree$/);
  await expect(lineOf(ben, 'Bakery')).toContainText('11.00');
  await editLine(ben, 'Bakery', 'Payment', '12');
  await expect(lineOf(ana, 'Bakery')).toContainText('12.00');
  await ana.keyboard.press('Control+z');
  await expect(ana.getByText('Left as it is: somebody has changed it since.')).toBeVisible();
  for (const page of [ana, ben]) {
    await expect(sharingOf(page)).toHaveText(/all agree$/);
    await expect(lineOf(page, 'Bakery')).toContainText('12.00');
  }
});

test('reload, Back and a bookmark return to the same book and account', async () => {
  const { page, context } = await devices.open();
  await startBook(page, relay.origin, 'Ana');
  await page.getByRole('button', { name: 'Open an account' }).click();
  const form = page.getByRole('complementary', { name: 'Account' });
  await form.getByLabel('Name').fill('Savings');
  await form.getByRole('button', { name: 'Open the account' }).click();
  const accounts = page.getByRole('navigation', { name: 'Accounts' });
  const heading = page.getByRole('heading', { level: 1 });
  await accounts.getByRole('link', { name: 'Savings' }).click();
  await expect(heading).toHaveText('Savings');
  const bookmark = page.url();
  await page.reload();
  await expect(heading).toHaveText('Savings');
  await accounts.getByRole('link', { name: 'Everyday' }).click();
  await expect(heading).toHaveText('Everyday');
  await page.goBack();
  await expect(heading).toHaveText('Savings');
  await saved(page);
  const later = await context.newPage();
  await later.goto(bookmark);
  await expect(later.getByRole('heading', { level: 1 })).toHaveText('Savings');
  await expect(later.getByRole('link', { name: 'Everyday' })).toContainText('€100.00');
});
