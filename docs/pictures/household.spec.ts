import { expect, type Locator, type Page, test } from '@playwright/test';
import { closeDrawer, editLine, inviteLink, lineOf, openSharing } from '../../test/end-to-end/support/book';
import { createDevices } from '../../test/end-to-end/support/device';
import { cut, mend, withSwitch } from '../../test/end-to-end/support/network-switch';
import { startRelayProcess } from '../../test/end-to-end/support/relay-process';

/** The evening on which all of it is seen, whenever the pictures are taken. */
const EVENING = new Date('2026-11-21T17:20:00');

type Row = readonly [date: string, payee: string, category: string, payment: string, deposit: string];

const rows: readonly Row[] = [
  ['2026-09-25', 'Lindwall Instruments', 'Salary', '', '2840'],
  ['2026-10-01', 'Hill Street Housing', 'Rent', '1180', ''],
  ['2026-10-03', 'Corner Market', 'Groceries', '39.95', ''],
  ['2026-10-06', 'Pharmacy on Hill Street', 'Health', '12.60', ''],
  ['2026-10-09', 'Rose Bakery', 'Eating out', '6.80', ''],
  ['2026-10-11', 'Corner Market', 'Groceries', '72.15', ''],
  ['2026-10-17', 'Noodle House', 'Eating out', '31.20', ''],
  ['2026-10-25', 'Lindwall Instruments', 'Salary', '', '2840'],
  ['2026-11-01', 'Hill Street Housing', 'Rent', '1180', ''],
  ['2026-11-02', 'Corner Market', 'Groceries', '58.40', ''],
  ['2026-11-05', 'City Transport', 'Transport', '49', ''],
  ['2026-11-07', 'Rose Bakery', 'Eating out', '5.20', ''],
  ['2026-11-10', 'Hill School', 'Children', '65', ''],
  ['2026-11-14', 'Corner Market', 'Groceries', '44.75', ''],
  ['2026-11-18', 'Noodle House', 'Eating out', '27.90', ''],
  ['2026-11-25', 'Lindwall Instruments', 'Salary', '', '2840'],
];

const formOf = (page: Page): Locator => page.getByRole('form', { name: 'New line' });

const write = async (page: Page, [date, payee, category, payment, deposit]: Row): Promise<void> => {
  const form = formOf(page);
  await form.getByLabel('Date').fill(date);
  await form.getByLabel('Payee').fill(payee);
  await form.getByLabel('Category').fill(category);
  await form.getByLabel('Payment').fill(payment);
  await form.getByLabel('Deposit').fill(deposit);
  await form.getByLabel('Deposit').press('Enter');
  await expect(form.getByLabel('Payee')).toHaveValue('');
};

const beginBook = async (page: Page, origin: string): Promise<void> => {
  await page.goto(`${origin}/`);
  await page.getByRole('button', { name: 'Start a new book' }).click();
  await page.getByLabel('Name of the book').fill('The Lindwalls');
  await page.getByLabel('Your name').fill('Ana');
  await page.getByLabel('Name of this device').fill('Ana’s laptop');
  await page.getByLabel('Currency').fill('EUR');
  await page.getByLabel('What is in it now').fill('933.45');
  await page.getByRole('button', { name: 'Start the book' }).click();
  for (const row of rows) await write(page, row);
};

const join = async (page: Page, link: string): Promise<void> => {
  await page.goto(link);
  await page.getByText('Someone new').click();
  await page.getByLabel('Your name').fill('Ben');
  await page.getByLabel('Name of this device').fill('Ben’s phone');
  await page.getByRole('button', { name: 'Open the book' }).click();
  await expect(formOf(page)).toBeVisible();
};

const picture = async (page: Page, name: string, width: number, colorScheme: 'light' | 'dark') => {
  await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `docs/screenshots/${name}-${width}-${colorScheme}.png` });
};

test('a household of two', async () => {
  const relay = await startRelayProcess({ data: test.info().outputPath('data') });
  const devices = createDevices();
  const [ana, ben] = [(await devices.open()).page, (await devices.open(withSwitch)).page];
  for (const page of [ana, ben]) await page.clock.setFixedTime(EVENING);
  await beginBook(ana, relay.origin);
  await join(ben, await inviteLink(ana));
  await write(ana, ['2026-11-21', 'Rose Café', 'Eating out', '12', '']);
  await expect(lineOf(ben, 'Rose Café')).toBeVisible();
  for (const page of [ana, ben]) await page.getByRole('button', { name: 'Later' }).click();
  await picture(ana, 'book', 1440, 'light');

  const sharing = await openSharing(ana);
  await expect(sharing.getByText('Also on the home server').first()).toBeVisible();
  await picture(ana, 'sharing', 1440, 'dark');
  await closeDrawer(ana);

  await cut(ben);
  await editLine(ana, 'Rose Café', 'Payment', '13');
  await editLine(ben, 'Rose Café', 'Payment', '14');
  await mend(ben);
  await ben.setViewportSize({ width: 360, height: 740 });
  await ben.reload();
  await expect(ben.getByText('With Ana', { exact: true })).toBeVisible();
  await picture(ben, 'book', 360, 'light');
  await ben.getByText('One line has two versions').click();
  await expect(ben.getByRole('button', { name: 'Take this one' }).first()).toBeVisible();
  await picture(ben, 'history', 360, 'light');

  await devices.removeAll();
  await relay.kill();
});
