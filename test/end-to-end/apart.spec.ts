import { expect, type Page, test } from '@playwright/test';
import {
  balanceOf,
  deleteLine,
  editLine,
  inviteLink,
  joinBook,
  lineOf,
  sharingOf,
  startBook,
  writeLine,
} from './support/book';
import { createDevices, type Devices } from './support/device';
import { cut, mend, withSwitch } from './support/network-switch';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

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

const versions = (page: Page) => page.getByRole('complementary', { name: 'Lines with two versions' });

test('what two wrote while apart is all there, and where they disagree both are asked', async () => {
  const [ana, ben] = [(await devices.open()).page, (await devices.open(withSwitch)).page];
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10' });
  await writeLine(ana, { payee: 'Kiosk', payment: '20' });
  await writeLine(ana, { payee: 'Market', payment: '30' });
  await joinBook(ben, await inviteLink(ana), 'Ben');
  for (const page of [ana, ben]) await expect(sharingOf(page)).toHaveText(/all agree$/);

  await cut(ben);
  await editLine(ana, 'Bakery', 'Payment', '11');
  await editLine(ben, 'Bakery', 'Memo', 'Six rolls');
  await editLine(ana, 'Kiosk', 'Payment', '21');
  await editLine(ben, 'Kiosk', 'Payment', '22');
  await deleteLine(ana, 'Market');
  await editLine(ben, 'Market', 'Payment', '35');
  await expect(balanceOf(ana)).toHaveText('€68.00');
  await expect(balanceOf(ben)).toHaveText('€33.00');
  await expect(lineOf(ana, 'Market')).toBeHidden();

  await mend(ben);
  for (const page of [ana, ben]) {
    await expect(lineOf(page, 'Bakery')).toContainText('11.00');
    await expect(lineOf(page, 'Bakery')).toContainText('Six rolls');
    await page.getByRole('button', { name: '2 lines have two versions' }).click();
    const asked = versions(page);
    await expect(asked).toContainText('Two versions of the amount, written at the same time');
    await expect(asked.getByRole('button', { name: /^Take this one: −21\.00$/ })).toBeVisible();
    await expect(asked.getByRole('button', { name: /^Take this one: −22\.00$/ })).toBeVisible();
    await expect(asked).toContainText('One deleted this line, another went on with it');
  }
  await expect(balanceOf(ben)).toHaveText((await balanceOf(ana).textContent()) ?? '');

  await versions(ana)
    .getByRole('button', { name: /^Take this one: −22\.00$/ })
    .click();
  for (const page of [ana, ben]) {
    await expect(page.getByRole('button', { name: 'One line has two versions' })).toBeVisible();
    await expect(versions(page).getByRole('button', { name: /22\.00/ })).toBeHidden();
  }
  await versions(ben).getByRole('button', { name: 'Take this one: kept' }).click();
  for (const page of [ana, ben]) {
    await expect(versions(page)).toContainText('All settled');
    await expect(page.getByRole('button', { name: /two versions$/ })).toBeHidden();
    await expect(lineOf(page, 'Market')).toContainText('35.00');
    await expect(balanceOf(page)).toHaveText('€32.00');
  }
});
