import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
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
import { newPage } from './support/device';
import { type RelayProcess, startRelayProcess } from './support/relay-process';
import { heirNotes, ledgerOf, openStep } from './support/succession';

let relay: RelayProcess;

test.beforeAll(async () => {
  relay = await startRelayProcess();
});

test.afterAll(() => relay.kill());

interface Copy {
  readonly path: string;
  readonly passphrase: string;
}

/** What the drawer "Take a copy" makes, with the words that it drew. */
const makeCopy = async (page: Page): Promise<Copy> => {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const drawer = page.getByRole('complementary', { name: 'Take a copy' });
  const passphrase = (await drawer.locator('output').textContent()) ?? '';
  await drawer.getByRole('checkbox').check();
  const download = page.waitForEvent('download');
  await drawer.getByRole('button', { name: 'Make the copy' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^wespend-\d{4}-\d\d-\d\d\.age$/);
  await closeDrawer(page);
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return { path, passphrase };
};

const openCopy = async (page: Page, copy: Copy): Promise<void> => {
  await page.goto(`${relay.origin}/`);
  await page.getByRole('button', { name: 'Restore it' }).click();
  await giveFile(page, copy);
};

const giveFile = async (page: Page, { path, passphrase }: Copy): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Open the copy' }).click();
};

const expectMembers = async (page: Page, names: readonly string[]): Promise<void> => {
  await page.getByRole('button', { name: 'People' }).click();
  await expect(page.getByRole('complementary').locator('li .font-medium')).toHaveText(names);
  await closeDrawer(page);
};

test('a copy brings a wiped device back: same lines, same member, shared again, and nothing twice', async ({
  browser,
}) => {
  const [ana, ben] = [await newPage(browser), await newPage(browser)];
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10' });
  await joinBook(ben, await inviteLink(ana), 'Ben');
  await expect(sharingOf(ana)).toHaveText(/all agree$/);
  const copy = await makeCopy(ana);
  await ana.context().close();
  await writeLine(ben, { payee: 'Kiosk', payment: '20' });

  const again = await newPage(browser);
  await openCopy(again, { ...copy, passphrase: 'zoo-zoo-zoo-zoo-zoo-zoo' });
  await expect(again.getByText('The passphrase does not fit this file.')).toBeVisible();
  await again.getByLabel('Passphrase').fill(` ${copy.passphrase.replaceAll('-', ' ').toUpperCase()}`);
  await again.getByRole('button', { name: 'Open the copy' }).click();
  await expect(again.getByText('You go on as Ana')).toBeVisible();
  await again.getByText('The same device as before').click();
  await again.getByRole('button', { name: 'Restore' }).click();
  await expect(again.getByText('1 line came back')).toBeVisible();
  await again.getByRole('button', { name: 'Open Our home' }).click();
  for (const payee of ['Bakery', 'Kiosk']) await expect(lineOf(again, payee)).toBeVisible();
  await writeLine(again, { payee: 'Market', payment: '30' });
  await expect(lineOf(ben, 'Market')).toBeVisible();
  await expectMembers(ben, ['Ana', 'Ben (you)']);
  await expectMembers(again, ['Ana (you)', 'Ben']);

  await openCopy(again, copy);
  await expect(again.getByText('all of it was here already: 1 line')).toBeVisible();
  await again.getByRole('button', { name: 'Open Our home' }).click();
  await expect(balanceOf(again)).toHaveText('€40.00');

  const more = await newPage(browser);
  await openCopy(more, copy);
  await more.getByText('One more device').click();
  await more.getByLabel('Name of this device').fill('Ana’s tablet');
  await more.getByRole('button', { name: 'Restore' }).click();
  await more.getByRole('button', { name: 'Open Our home' }).click();
  await expect(lineOf(more, 'Market')).toBeVisible();
  await expectMembers(more, ['Ana (you)', 'Ben']);
  const bringing = await openStep(more, 'Bring in another copy of this book');
  await giveFile(more, copy);
  await expect(bringing.getByText('Everything in it is here already.')).toBeVisible();
  await closeDrawer(more);
  await expect((await openSharing(ben)).getByText('Ana’s tablet', { exact: true })).toBeVisible();
});

test('the words of a recovery sheet lead back in as the same member, and the lost device is marked and left behind', async ({
  browser,
}) => {
  const ana = await newPage(browser);
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10' });
  const book = ana.url();
  await ana.getByRole('button', { name: 'People' }).click();
  await ana.getByRole('link', { name: 'Print a recovery sheet' }).click();
  const listed = ana.locator('article section ol li');
  await expect(listed).toHaveCount(23);
  const words = await listed.allInnerTexts();
  await ana.goto(book);

  const again = await newPage(browser);
  await again.goto(`${relay.origin}/`);
  await again.getByRole('button', { name: 'Join a book' }).click();
  await again.getByLabel('Invite').fill(words.join(' ').replace(/23\s+\w+/, '23 zoox'));
  await again.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(again.getByText('Word 23, “zoox”')).toBeVisible();
  await again.getByLabel('Invite').fill(words.join(' ').toUpperCase());
  await again.getByRole('button', { name: 'Join', exact: true }).click();
  await again.getByText('Someone new').click();
  await again.getByLabel('Your name').fill('ana');
  await again.getByRole('button', { name: 'Yes, I am Ana' }).click();
  await again.getByLabel('Name of this device').fill('Ana’s new phone');
  await again.getByRole('button', { name: 'Open the book' }).click();
  await expect(lineOf(again, 'Bakery')).toBeVisible();
  await expectMembers(again, ['Ana (you)']);

  const panel = await openSharing(again);
  await panel.getByRole('button', { name: /^Lost/ }).click();
  await panel.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(panel.getByText(/^marked as lost on/)).toBeVisible();
  await expect(ana.getByRole('alert').filter({ hasText: 'This device was marked as lost' })).toBeVisible();
  await ana.getByRole('button', { name: 'It is found again' }).click();
  await expect(panel.getByText(/^marked as lost on/)).toBeHidden();

  await panel.getByRole('button', { name: /^Lost/ }).click();
  await panel.getByRole('button', { name: 'Mark as lost' }).click();
  await closeDrawer(again);
  const going = await openStep(again, 'Go on without somebody');
  await going.getByRole('button', { name: /^Go on without Ana’s/ }).click();
  await going.getByRole('link', { name: 'Open the new book' }).click();
  await writeLine(again, { payee: 'Locksmith', payment: '80' });
  await expect(balanceOf(again)).toHaveText('€10.00');
  await expect(heirNotes(ana)).toContainText('Ana went on without a lost device');
  await expect(lineOf(ana, 'Locksmith')).toBeHidden();
});

test('a book that came from a file without its invite meets the others once an invite has followed', async ({
  browser,
}) => {
  const ana = await newPage(browser);
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10' });
  const link = await inviteLink(ana);
  await ana.getByRole('button', { name: 'Export' }).click();
  const download = ana.waitForEvent('download');
  await ana.getByRole('button', { name: 'Save a copy' }).click();
  const file = await (await download).path();
  await closeDrawer(ana);

  const again = await newPage(browser);
  await again.goto(`${relay.origin}/`);
  await again.getByRole('button', { name: 'Restore it' }).click();
  const odd = (await readFile(file, 'utf8')).replace(ledgerOf(ana), 'my-old-book');
  const named = { name: 'odd.json', mimeType: 'application/json', buffer: Buffer.from(odd) };
  await again.locator('input[type=file]').setInputFiles(named);
  await expect(again.getByText('(the id of Our home is none of a book)')).toBeVisible();
  await again.locator('input[type=file]').setInputFiles(file);
  await expect(again.getByText('1 line came back')).toBeVisible();
  await joinBook(again, link, 'Ben');
  await expect(lineOf(again, 'Bakery')).toBeVisible();
  await writeLine(again, { payee: 'Kiosk', payment: '1' });
  await expect(lineOf(ana, 'Kiosk')).toBeVisible();
});

const MONTH_MS = 31 * 86_400_000;

test('a copy is suggested once there are ten lines, and a month after each copy or "later"', async ({
  browser,
}) => {
  const page = await newPage(browser);
  await startBook(page, relay.origin, 'Ana');
  const reminder = page.getByRole('complementary', { name: 'Reminder' });
  const reopen = async (months: number): Promise<void> => {
    await page.clock.setFixedTime(Date.now() + months * MONTH_MS);
    await page.reload();
    await expect(lineOf(page, 'Shop 10')).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  };
  for (let line = 1; line <= 10; line++) {
    await expect(reminder).toBeHidden();
    await writeLine(page, { payee: `Shop ${line}`, payment: '1' });
  }
  await expect(reminder).toContainText('This book is on this device alone');
  await makeCopy(page);
  await expect(reminder).toBeHidden();
  await reopen(0);
  await expect(reminder).toBeHidden();
  await reopen(1);
  await reminder.getByRole('button', { name: 'Later' }).click();
  await expect(reminder).toBeHidden();
  await reopen(1);
  await expect(reminder).toBeHidden();
  await reopen(2);
  await reminder.getByRole('button', { name: 'Make a copy' }).click();
  await expect(page.getByRole('button', { name: 'Make the copy' })).toBeVisible();
});
