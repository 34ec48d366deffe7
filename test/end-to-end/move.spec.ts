import { expect, type Page, test } from '@playwright/test';
import {
  balanceOf,
  editLine,
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

let relay: RelayProcess;

test.beforeAll(async () => {
  relay = await startRelayProcess();
});

test.afterAll(() => relay.kill());

/** Chooses the other address, and gives back the window that opens there. */
const moveTo = async (page: Page, origin: string): Promise<Page> => {
  await page.getByRole('link', { name: 'Move to another address' }).click();
  await page.getByLabel('Another one').check();
  await page.getByLabel('Address of WeSpend from now on').fill(origin);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: `Move to ${origin}` }).click();
  return opened;
};

test('books move to another address of the relay with lines, undo and identity, and the old one says where they are', async ({
  browser,
}) => {
  const [home, ben] = [await newPage(browser), await newPage(browser)];
  const other = `http://localhost:${relay.port}`;
  await startBook(home, relay.origin, 'Ana');
  await writeLine(home, { payee: 'Bakery', payment: '10' });
  await joinBook(ben, await inviteLink(home), 'Ben');
  await expect(sharingOf(home)).toHaveText(/all agree$/);
  await editLine(home, 'Bakery', 'Payment', '11');
  await saved(home);

  const page = await home.context().newPage();
  await page.goto(`${relay.origin}/`);
  const refusing = await moveTo(page, other);
  await expect(refusing.getByText(relay.origin)).toBeVisible();
  await refusing.getByRole('button', { name: 'No, thank you' }).click();
  await expect(page.getByText('It was declined in the other window.')).toBeVisible();

  const taking = page.waitForEvent('popup');
  await page.getByRole('button', { name: `Move to ${other}` }).click();
  const fresh = await taking;
  await expect(fresh.getByText('Our home')).toBeVisible();
  await fresh.getByRole('button', { name: 'Take them over' }).click();
  await expect(fresh.getByRole('heading', { name: 'Your books are here' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your books have moved' })).toBeVisible();

  // The tab that had the book open at the old address has closed it by itself.
  await expect(home.getByRole('heading', { name: 'This book has moved' })).toBeVisible();
  await page.getByRole('link', { name: 'See what is left here' }).click();
  await expect(page.getByText(`Our home moved to ${other}`)).toBeVisible();
  await expect(page.getByRole('link', { name: other })).toHaveAttribute('href', other);

  await fresh.getByRole('link', { name: 'Open your books' }).click();
  await fresh.getByRole('link', { name: 'Our home' }).click();
  await expect(lineOf(fresh, 'Bakery')).toContainText('11.00');
  await fresh.keyboard.press('Control+z');
  await expect(lineOf(fresh, 'Bakery')).toContainText('10.00');
  await expect(lineOf(ben, 'Bakery')).toContainText('10.00');
  await writeLine(fresh, { payee: 'Market', payment: '30' });
  await expect(lineOf(ben, 'Market')).toBeVisible();
  await expect(balanceOf(ben)).toHaveText('€60.00');
  await ben.getByRole('button', { name: 'People' }).click();
  await expect(ben.getByRole('complementary').locator('li .font-medium')).toHaveText(['Ana', 'Ben (you)']);

  await page.getByRole('button', { name: 'Remove what is left here' }).click();
  await page.getByRole('button', { name: 'Remove it here' }).click();
  await page.getByRole('button', { name: 'Your books are not lost' }).click();
  await expect(page.getByText('The old address still opens')).toBeVisible();
});
