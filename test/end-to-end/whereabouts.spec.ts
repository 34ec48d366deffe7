import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { closeDrawer, inviteLink, joinBook, openSharing, startBook, writeLine } from './support/book';
import { createDevices, type Devices } from './support/device';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

let relay: RelayProcess;
let devices: Devices;
let data: string;

test.beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'wespend-whereabouts-'));
  devices = createDevices();
});

test.afterEach(async () => {
  await devices.removeAll();
  await relay.kill();
  await rm(data, { recursive: true, force: true });
});

/** What the panel says of the change of this payee's line. */
const whereaboutsOf = (panel: Locator, payee: string): Locator =>
  panel.getByRole('listitem').filter({ hasText: `${payee}, ` });

test('of each latest change it is said who has it: the home server, which devices, or only this one', async () => {
  relay = await startRelayProcess({ data });
  const ana = (await devices.open()).page;
  await startBook(ana, relay.origin, 'Ana');
  const link = await inviteLink(ana);
  await writeLine(ana, { payee: 'Bakery', payment: '1' });
  const panel = await openSharing(ana);
  await expect(whereaboutsOf(panel, 'Bakery')).toContainText('Also on the home server');

  await relay.kill();
  await writeLine(ana, { payee: 'Kiosk', payment: '2' });
  await expect(whereaboutsOf(panel, 'Kiosk')).toContainText('Only on this device');
  await expect(whereaboutsOf(panel, 'Bakery')).toContainText('Also on the home server');

  relay = await startRelayProcess({ data, port: relay.port });
  await expect(whereaboutsOf(panel, 'Kiosk')).toContainText('Also on the home server');
  const ben = (await devices.open()).page;
  await joinBook(ben, link, 'Ben');
  await expect(whereaboutsOf(panel, 'Kiosk')).toContainText(/Also on the home server and Ben’s/);
});

test('a home server whose disk is full says so, and gets what the devices have kept when there is room', async () => {
  relay = await startRelayProcess({ data, fileLimit: 1 });
  const ana = (await devices.open()).page;
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '1' });
  const panel = await openSharing(ana);
  await expect(panel.getByText('The disk of the home server takes nothing more.')).toBeVisible();
  await expect(whereaboutsOf(panel, 'Bakery')).toContainText('Only on this device');
  await closeDrawer(ana);

  await relay.kill();
  relay = await startRelayProcess({ data, port: relay.port });
  await openSharing(ana);
  await expect(whereaboutsOf(panel, 'Bakery')).toContainText('Also on the home server');
  await expect(panel.getByText('The disk of the home server')).toBeHidden();
});
