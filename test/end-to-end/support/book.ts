import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does with a book, by the names that the screen gives to things. */

const ACCOUNT = 'Everyday';

/** A new book with one account in EUR; the page is the open book afterwards. */
export const startBook = async (
  page: Page,
  origin: string,
  memberName: string,
  opening = '100',
): Promise<void> => {
  await page.goto(`${origin}/`);
  await page.getByRole('button', { name: 'Start a new book' }).click();
  await page.getByLabel('Name of the book').fill('Our home');
  await page.getByLabel('Your name').fill(memberName);
  await page.getByLabel('Currency').fill('EUR');
  await page.getByLabel('What is in it now').fill(opening);
  await page.getByRole('button', { name: 'Start the book' }).click();
  await expect(entryForm(page)).toBeVisible();
};

/** The invite as the People drawer shows it. */
export const inviteLink = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'People' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await closeDrawer(page);
  return link;
};

/** Follows an invite, waits for the first copy and says who one is: somebody new. */
export const joinBook = async (page: Page, link: string, memberName: string): Promise<void> => {
  await page.goto(link);
  await page.getByText('Someone new').click();
  await page.getByLabel('Your name').fill(memberName);
  await page.getByRole('button', { name: 'Open the book' }).click();
  await expect(entryForm(page)).toBeVisible();
};

export const closeDrawer = (page: Page): Promise<void> =>
  page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();

const entryForm = (page: Page): Locator => page.getByRole('form', { name: 'New line' });

export interface NewLine {
  readonly payee: string;
  readonly payment: string;
  readonly category?: string;
  readonly date?: string;
}

/** Types a line at the foot of the register; Enter in the field that this gives writes it. */
export const typeLine = async (page: Page, line: NewLine): Promise<Locator> => {
  const form = entryForm(page);
  if (line.date !== undefined) await form.getByLabel('Date').fill(line.date);
  await form.getByLabel('Payee').fill(line.payee);
  if (line.category !== undefined) await form.getByLabel('Category').fill(line.category);
  await form.getByLabel('Payment').fill(line.payment);
  return form.getByLabel('Payment');
};

/** Writes a line and waits until it stands in the book. */
export const writeLine = async (page: Page, line: NewLine): Promise<void> => {
  const field = await typeLine(page, line);
  await field.press('Enter');
  await expect(lineOf(page, line.payee)).toBeVisible();
};

type EditableField = 'Date' | 'Payee' | 'Category' | 'Memo' | 'Number' | 'Payment' | 'Deposit';

/** Opens a line where it stands, and gives the form that it has become. */
const openLine = async (page: Page, payee: string): Promise<Locator> => {
  await lineOf(page, payee).getByText(payee, { exact: true }).click();
  return page.getByRole('form', { name: `Edit ${payee}` });
};

/** Changes one field of a line in its place. */
export const editLine = async (
  page: Page,
  payee: string,
  field: EditableField,
  text: string,
): Promise<void> => {
  const form = await openLine(page, payee);
  await form.getByLabel(field).fill(text);
  await form.getByLabel(field).press('Enter');
  await expect(form).toBeHidden();
};

export const deleteLine = async (page: Page, payee: string): Promise<void> => {
  const form = await openLine(page, payee);
  await form.getByRole('button', { name: 'Delete' }).click();
  await expect(form).toBeHidden();
};

/** The line of this payee in the register. */
export const lineOf = (page: Page, payee: string): Locator =>
  page.locator('[role=row][data-line]').filter({ has: page.getByText(payee, { exact: true }) });

/** The balance of the account, as the list of accounts shows it. */
export const balanceOf = (page: Page, account = ACCOUNT): Locator =>
  page.getByRole('navigation', { name: 'Accounts' }).getByRole('link', { name: account }).locator('.figures');

/** How the sharing goes, in the words of the screen. */
export const sharingOf = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Accounts' }).getByRole('button').last();

/** The panel behind those words. */
export const openSharing = async (page: Page): Promise<Locator> => {
  await sharingOf(page).click();
  return page.getByRole('complementary', { name: 'Sharing' });
};

/** Resolves when the screen says that all it shows is on this device's disk. */
export const saved = (page: Page): Promise<void> =>
  expect(page.getByText('Saved', { exact: true })).toBeVisible();
