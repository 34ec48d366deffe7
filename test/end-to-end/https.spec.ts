import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { inviteLink, joinBook, lineOf, openSharing, sharingOf, startBook, writeLine } from './support/book';
import { directNeighbors } from './support/by-hand';
import { createDevices, type Devices } from './support/device';
import { expectToBeSound, setWidth, widths } from './support/looks';
import { type RelayProcess, startRelayProcess } from './support/relay-process';
import { createHome, type Home } from './support/trusting-home';

/** The name that this computer has at home, and its certificate. */
const host = `${hostname().toLowerCase().split('.')[0]}.local`;

let data: string;
let home: Home;
let relay: RelayProcess;
let devices: Devices;

test.beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'wespend-data-'));
  home = await createHome();
  devices = createDevices(home.folder);
  relay = await startRelayProcess({ data, https: true });
});

test.afterEach(async () => {
  await devices.removeAll();
  await relay.kill();
  await home.remove();
  await rm(data, { recursive: true, force: true });
});

/** What Chromium holds against offering to install the page, and what its manifest offers. */
const installability = async (page: Page) => {
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  const { errors, data: text } = await session.send('Page.getAppManifest');
  const { shortcuts } = JSON.parse(text ?? '{}') as { shortcuts: { name: string }[] };
  return { troubles: [...installabilityErrors, ...errors], shortcuts: shortcuts.map(({ name }) => name) };
};

test('a device learns to trust the home server, and then installs, keeps and shares a book over https', async () => {
  const plain = `http://${host}:${relay.port}`;
  const safe = `https://${host}:${relay.port}`;
  const stranger = await devices.open();
  await stranger.page.goto(`${plain}/lab/`);
  await expect(stranger.page).toHaveURL(`${plain}/trust/?to=%2Flab%2F`);
  await expect(stranger.page.getByRole('heading', { name: 'Trust this computer, once' })).toBeVisible();
  const shown = await stranger.page.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/).textContent();
  expect(relay.said().replace(/\s/g, '')).toContain(shown);
  const download = stranger.page.waitForEvent('download');
  await stranger.page.getByRole('link', { name: 'Download the certificate' }).click();
  const certificate = await (await download).path();
  await stranger.page.getByRole('button', { name: 'Check now' }).click();
  await expect(stranger.page.getByText('Not yet.')).toBeVisible();
  for (const width of widths) {
    await setWidth(stranger.page, width);
    await expectToBeSound(stranger.page, `the page that teaches trust, ${width} px`);
  }

  home.trust(certificate);
  const { page: ana } = await devices.reopen(stranger);
  await ana.goto(`${plain}/`);
  await expect(ana).toHaveURL(`${safe}/`);
  await startBook(ana, safe, 'Ana');
  await ana.evaluate(() => navigator.serviceWorker.ready);
  expect(await installability(ana)).toEqual({ troubles: [], shortcuts: ['New transaction'] });
  const link = await inviteLink(ana);
  expect(link).toContain(`${safe}/join/#`);

  const { page: ben } = await devices.open();
  // An old invite, from before there was https, still leads in, and its secret never left the browser.
  await joinBook(ben, link.replace('https:', 'http:'), 'Ben');
  expect(new URL(ben.url()).origin).toBe(safe);
  for (const page of [ana, ben]) await expect(sharingOf(page)).toHaveText(/all agree$/);
  await writeLine(ben, { payee: 'Bakery', payment: '1' });
  await expect(lineOf(ana, 'Bakery')).toBeVisible();
  const panel = await openSharing(ana);
  await expect(directNeighbors(panel)).toHaveCount(1);
  await expect(panel.getByText('always awake, keeps a copy')).toBeVisible();
});
