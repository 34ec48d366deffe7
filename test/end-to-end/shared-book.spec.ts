import { expect, type Page, test } from '@playwright/test';
import {
  balanceOf,
  inviteLink,
  joinBook,
  lineOf,
  sharingOf,
  startBook,
  typeLine,
  writeLine,
} from './support/book';
import { createDevices, type Devices } from './support/device';
import { mend, startingCut } from './support/network-switch';
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

/** Milliseconds from the key that writes a line until every one of the others shows it. */
const timeToAll = async (writer: Page, others: readonly Page[], payee: string): Promise<number> => {
  const field = await typeLine(writer, { payee, payment: '1' });
  const shown = others.map((page) => lineOf(page, payee).waitFor());
  const start = performance.now();
  await field.press('Enter');
  await Promise.all(shown);
  return performance.now() - start;
};

test('a household goes on with the relay switched off, and lets others in when it is back', async () => {
  const ana = await devices.open();
  const ben = await devices.open();
  const cleo = await devices.open();
  const pages = [ana.page, ben.page, cleo.page];
  await startBook(ana.page, relay.origin, 'Ana');
  expect(await ana.page.evaluate(() => window.isSecureContext)).toBe(false);
  const link = await inviteLink(ana.page);
  await joinBook(ben.page, link, 'Ben');
  await joinBook(cleo.page, link, 'Cleo');
  for (const page of pages) await expect(sharingOf(page)).toHaveText(/^Shared with \w+ and \w+, all agree$/);

  const ms = await timeToAll(ana.page, [ben.page, cleo.page], 'Bakery');
  console.log(`a line was in the two other books ${ms.toFixed(0)} ms after the key that wrote it`);

  await relay.kill();
  const without = await timeToAll(ben.page, [ana.page, cleo.page], 'Kiosk');
  console.log(`with the relay gone: ${without.toFixed(0)} ms`);
  await timeToAll(cleo.page, [ana.page, ben.page], 'Market');
  for (const page of pages) await expect(balanceOf(page)).toHaveText('€97.00');

  const bookAddress = ben.page.url();
  await ben.close();
  await writeLine(ana.page, { payee: 'Florist', payment: '2' });
  relay = await startRelayProcess({ port: relay.port });

  const benAgain = await devices.reopen(ben, startingCut);
  await benAgain.page.goto(bookAddress);
  await expect(lineOf(benAgain.page, 'Market')).toBeVisible();
  await expect(balanceOf(benAgain.page)).toHaveText('€97.00');
  await expect(sharingOf(benAgain.page)).toHaveText(/^On your own/);
  await mend(benAgain.page);
  await expect(lineOf(benAgain.page, 'Florist')).toBeVisible();

  const dora = await devices.open();
  await joinBook(dora.page, link, 'Dora');
  for (const payee of ['Bakery', 'Kiosk', 'Market', 'Florist'])
    await expect(lineOf(dora.page, payee)).toBeVisible();
  await writeLine(dora.page, { payee: 'Ferry', payment: '5' });
  for (const page of [ana.page, benAgain.page, cleo.page, dora.page])
    await expect(balanceOf(page)).toHaveText('€90.00');
});
