import { expect, type Locator, type Page } from '@playwright/test';
import { closeDrawer, openSharing } from './book';

/** What two people do who connect without a server, by the names that the screen gives to things. */

/** Opens the sharing panel at the part for connecting by hand. */
export const openByHand = async (page: Page): Promise<Locator> => {
  const panel = await openSharing(page);
  await panel.getByText('Connect without the home server').click();
  return panel;
};

/** The text that the page shows to be given to the other. */
export const textToGive = (at: Page | Locator): Promise<string> =>
  at.getByLabel('Text to give to the other').inputValue();

export const putIn = async (at: Page | Locator, label: string, text: string): Promise<void> => {
  await at.getByLabel(label).fill(text);
  await at.getByRole('button', { name: 'Connect', exact: true }).click();
};

/** The same as a photograph of the other's screen, to be given to an `input` for files. */
export const pictureToGive = async (at: Page | Locator) => ({
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: await at.getByRole('img', { name: 'The text as a QR code' }).screenshot(),
});

/** Two members who have the book connect; both have their panels open before, and closed afterwards. */
export const connectByHand = async (one: Page, other: Page): Promise<void> => {
  const [first, second] = [await openByHand(one), await openByHand(other)];
  await first.getByRole('button', { name: 'Who has this book' }).click();
  await putIn(second, 'Were you sent a text?', await textToGive(first));
  await putIn(first, 'The text that came back', await textToGive(second));
  for (const panel of [first, second]) await expect(panel.getByText(/^Connected/)).toBeVisible();
  for (const page of [one, other]) await closeDrawer(page);
};

/** How many others the page is linked to directly, as its sharing panel says. */
export const directNeighbors = (panel: Locator): Locator =>
  panel.getByText('straight from browser to browser');
