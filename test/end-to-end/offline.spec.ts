import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { appFolder } from '../../scripts/build.mjs';
import { writeOfflineWorker } from '../../scripts/offline-worker.mjs';
import {
  closeDrawer,
  joinBook,
  lineOf,
  openSharing,
  saved,
  sharingOf,
  startBook,
  typeLine,
  writeLine,
} from './support/book';
import { connectByHand, directNeighbors, openByHand } from './support/by-hand';
import { createDevices, type Device, type Devices } from './support/device';
import { servePageFiles } from './support/page-files';
import { startRelayProcess } from './support/relay-process';

let devices: Devices;

test.beforeEach(() => {
  devices = createDevices();
});

test.afterEach(() => devices.removeAll());

/** Resolves when the browser has the whole app. */
const keptHere = (page: Page): Promise<unknown> =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);

/** The invite under the name of this machine, which the People drawer never shows: other devices could not follow it. */
const localInvite = async (page: Page, origin: string): Promise<string> => {
  await page.getByRole('button', { name: 'People' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  return `${origin}/join/${link.slice(link.indexOf('#'))}`;
};

test('with neither network nor relay a closed book opens, is written in, and is shared from hand to hand', async () => {
  const relay = await startRelayProcess();
  const [first, second, third] = await Promise.all([devices.open(), devices.open(), devices.open()]);
  await startBook(first.page, relay.localOrigin, 'Ana');
  const link = await localInvite(first.page, relay.localOrigin);
  await Promise.all([joinBook(second.page, link, 'Ben'), joinBook(third.page, link, 'Cleo')]);
  const comeBack = async (device: Device): Promise<Page> => {
    const address = device.page.url();
    const { page } = await devices.reopen(device);
    await page.goto(address);
    await expect(sharingOf(page)).toHaveText(/^On your own/);
    return page;
  };
  for (const { page } of [first, second, third]) {
    await expect(sharingOf(page)).toHaveText(/all agree$/);
    await saved(page);
    await keptHere(page);
  }
  await relay.kill();
  const [ana, ben, cleo] = await Promise.all([comeBack(first), comeBack(second), comeBack(third)]);

  await writeLine(ana, { payee: 'Bakery', payment: '1' });
  await writeLine(ben, { payee: 'Kiosk', payment: '2' });
  await connectByHand(ben, ana);
  await expect(lineOf(ana, 'Kiosk')).toBeVisible();
  await (await openByHand(ana)).getByRole('button', { name: 'Connect another' }).click();
  await closeDrawer(ana);
  await connectByHand(cleo, ana);
  for (const payee of ['Bakery', 'Kiosk']) await expect(lineOf(cleo, payee)).toBeVisible();
  await expect(directNeighbors(await openSharing(cleo))).toHaveCount(2);

  await cleo.goto(`${relay.localOrigin}/lab/`);
  await cleo.getByRole('button', { name: 'Step' }).click();
  await cleo.getByRole('button', { name: 'Kill the server' }).click();
  await expect(cleo.getByText(/at 0\.\d s the server is killed/)).toBeVisible();
  await cleo.goto(`${relay.localOrigin}/book`);
  expect(new URL(cleo.url()).pathname).toBe('/book/');
  await cleo.goto(`${relay.localOrigin}/new/`);
  await expect(cleo.getByRole('form', { name: 'New line' }).getByLabel('Date')).toBeFocused();
  expect(cleo.url()).not.toContain('new');
});

const textFiles = /\.(html|txt|js|css)$/;

/** The app as built, and the same once more with every script and style sheet under another name. */
const twoBuilds = async (folder: string): Promise<readonly [string, string]> => {
  const second = join(folder, 'out');
  await cp(appFolder, second, { recursive: true });
  await rename(join(second, '_next/static/chunks'), join(second, '_next/static/second'));
  for (const name of await readdir(second, { recursive: true })) {
    if (!textFiles.test(name)) continue;
    const file = join(second, name);
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('static/chunks/', 'static/second/'));
  }
  await writeOfflineWorker(second);
  return [appFolder, second];
};

/** Of which builds the scripts and style sheets are that the page has asked for since it was opened. */
const buildsIn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const parts = performance
      .getEntriesByType('resource')
      .map(({ name }) => /static\/(chunks|second)\//.exec(name)?.[1]);
    return [...new Set(parts.filter((part) => part !== undefined))];
  });

/** How often the page has asked the browser to keep what it stores. */
const timesAsked = (page: Page): Promise<number> => page.evaluate(() => window.timesAskedToKeep);

declare global {
  interface Window {
    timesAskedToKeep: number;
  }
}

const countQuestions = (): void => {
  window.timesAskedToKeep = 0;
  StorageManager.prototype.persist = async () => {
    window.timesAskedToKeep++;
    return false;
  };
};

test('a new version waits, says so when nobody types, and is then used whole', async ({ page, context }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await context.addInitScript(countQuestions);
  const folder = await mkdtemp(join(tmpdir(), 'wespend-builds-'));
  const [older, newer] = await twoBuilds(folder);
  const files = await servePageFiles(0, older);
  try {
    await startBook(page, files.localOrigin, 'Ana');
    expect(await timesAsked(page)).toBe(1);
    await keptHere(page);
    const other = await context.newPage();
    await other.goto(page.url());
    files.change(newer);

    await page.reload();
    const note = page.getByText('A new version is here.');
    await expect(note).toBeVisible();
    expect(await buildsIn(page)).toEqual(['chunks']);
    expect(await timesAsked(page)).toBe(0);
    const field = await typeLine(other, { payee: 'Bakery', payment: '1' });
    await page.getByRole('button', { name: 'Use it now' }).click();
    await expect(note).toBeHidden();
    await expect.poll(() => buildsIn(page)).toEqual(['second']);

    // The other tab is in the middle of a line: it goes on with its own version, even for what it has not fetched yet.
    await field.press('Enter');
    await expect(lineOf(page, 'Bakery')).toBeVisible();
    await other.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(other.getByRole('complementary', { name: 'Import a statement' })).toBeVisible();
    expect(await buildsIn(other)).toEqual(['chunks']);
    await other.getByRole('button', { name: 'Use it now' }).click();
    await expect.poll(() => buildsIn(other)).toEqual(['second']);
    await files.stop();
    await page.reload();
    await expect(lineOf(page, 'Bakery')).toBeVisible();
    expect(await buildsIn(page)).toEqual(['second']);
  } finally {
    await files.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
