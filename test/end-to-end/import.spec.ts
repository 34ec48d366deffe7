import { expect, type Locator, type Page, test } from '@playwright/test';
import { addDays, formatDate } from '@/lib/ledger/dates';
import { formatMoney, formatPlain } from '@/lib/ledger/money';
import { createStatement, type Statement, statementCsv } from '../ledger/bank-statement';
import { balanceOf, inviteLink, joinBook, lineOf, sharingOf, startBook } from './support/book';
import { createDevices, type Devices } from './support/device';
import { cut, mend, withSwitch } from './support/network-switch';
import { type RelayProcess, startRelayProcess } from './support/relay-process';
import { ledgerOf, openStep } from './support/succession';

let relay: RelayProcess;
let devices: Devices;

test.beforeEach(async () => {
  relay = await startRelayProcess();
  devices = createDevices();
});

test.afterEach(async () => {
  await devices.removeAll();
  await relay.kill();
});

/** A year whose last day has two identical coffees at its end. */
const yearWithCoffees = (): Statement => {
  for (let seed = 1; ; seed++) {
    const statement = createStatement(seed);
    if (statement.lines.at(-1)?.payee === 'Café Tern') return statement;
  }
};

const year = yearWithCoffees();
const money = (minor: number): string => formatMoney(minor, 'EUR', 'en-US');
const fileOf = (statement: Statement) => ({
  name: 'statement.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(statementCsv(statement, 'german')),
});

/** Two books with what the bank had when the year began. */
const shareBook = async (ana: Page, ben: Page): Promise<void> => {
  await startBook(ana, relay.origin, 'Ana', formatPlain(year.opening, 2));
  await joinBook(ben, await inviteLink(ana), 'Ben');
  for (const page of [ana, ben]) await expect(sharingOf(page)).toHaveText(/all agree$/);
};

const chooseFile = async (page: Page, statement = year): Promise<Locator> => {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Import a statement' });
  await panel.locator('input[type=file]').setInputFiles(fileOf(statement));
  await expect(panel.getByRole('region', { name: 'Lines of the file' })).toBeVisible();
  return panel;
};

const importYear = async (page: Page): Promise<void> => {
  const panel = await chooseFile(page);
  await expect(panel).toContainText('With these lines the book says the same.');
  await panel.getByRole('button', { name: `Take in ${year.lines.length} lines` }).click();
  await expect(balanceOf(page)).toHaveText(money(year.closing));
};

test('a year of a bank comes to the cent to everybody, and goes again by one undo', async () => {
  expect(year.lines.length).toBeGreaterThan(1000);
  const [ana, ben] = [(await devices.open()).page, (await devices.open()).page];
  await shareBook(ana, ben);
  await importYear(ana);
  await expect(balanceOf(ben)).toHaveText(money(year.closing));
  await ana.keyboard.press('Control+z');
  for (const page of [ana, ben]) await expect(balanceOf(page)).toHaveText(money(year.opening));
  await ana.keyboard.press('Control+y');
  for (const page of [ana, ben]) await expect(balanceOf(page)).toHaveText(money(year.closing));
});

/** The two coffees of the last day. */
const coffees = (page: Page): Locator =>
  lineOf(page, 'Café Tern')
    .filter({ hasText: formatDate(year.lines.at(-1)?.date ?? '', 'en-US', 'numeric') })
    .filter({ hasText: '3.40' });

test('one file taken in by two while apart doubles nothing, and what people have added stays', async () => {
  const [ana, ben] = [(await devices.open()).page, (await devices.open(withSwitch)).page];
  await shareBook(ana, ben);
  await cut(ben);
  await importYear(ana);
  await importYear(ben);
  await coffees(ana).first().getByText('Café Tern').click();
  const editor = ana.getByRole('form', { name: 'Edit Café Tern' });
  await editor.getByLabel('Category').fill('Coffee');
  await editor.getByLabel('Payment').press('Enter');
  await expect(coffees(ana).filter({ hasText: 'Coffee' })).toHaveCount(1);
  await mend(ben);

  for (const page of [ana, ben]) {
    await expect(coffees(page).filter({ hasText: 'Coffee' })).toHaveCount(1);
    await expect(coffees(page)).toHaveCount(2);
    await expect(sharingOf(page)).toHaveText(/all agree$/);
    await expect(balanceOf(page)).toHaveText(money(year.closing));
    await expect(page.getByRole('button', { name: /two versions$/ })).toBeHidden();
  }

  const panel = await chooseFile(ben);
  await expect(panel.getByRole('button', { name: 'Take in 0 lines' })).toBeDisabled();
  await expect(panel).toContainText(`Already there ${year.lines.length}`);
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(coffees(ben).filter({ hasText: 'Coffee' })).toHaveCount(1);
  await expect(balanceOf(ben)).toHaveText(money(year.closing));
});

test('a statement that the old book had counts nothing twice in a clean one', async () => {
  const { page } = await devices.open();
  const today = new Date().toISOString().slice(0, 10);
  const month = createStatement(1, addDays(today, -80), 30);
  await startBook(page, relay.origin, 'Ana', formatPlain(month.opening, 2));
  const before = await chooseFile(page, month);
  await before.getByRole('button', { name: `Take in ${month.lines.length} lines` }).click();
  await expect(balanceOf(page)).toHaveText(money(month.closing));
  const old = ledgerOf(page);
  const panel = await openStep(page, 'Start a clean book from today');
  await panel.getByLabel('Lines without a tick that count as open').selectOption('of the last 30 days');
  await panel.getByRole('button', { name: 'Start the clean book' }).click();
  await expect.poll(() => ledgerOf(page)).not.toBe(old);
  await expect(balanceOf(page)).toHaveText(money(month.closing));
  const again = await chooseFile(page, month);
  await expect(again).toContainText(`In the old book ${month.lines.length}`);
  await expect(again).toContainText('This book begins on');
  await expect(again.getByRole('button', { name: 'Take in 0 lines' })).toBeDisabled();
});
