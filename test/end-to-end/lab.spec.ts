import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectToBeSound, setWidth, widths } from './support/looks';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

let relay: RelayProcess;

test.beforeAll(async () => {
  relay = await startRelayProcess();
});

test.afterAll(() => relay.kill());

/** A short run of few, so that it is over soon. */
const short = 'peers=6&records=20&edits=60&seconds=20&seed=3';

const open = async (page: Page, query: string): Promise<void> => {
  await page.goto(`${relay.origin}/lab/?${query}`);
  await expect(page.getByRole('table', { name: 'Totals of each pattern' })).toBeVisible();
};

const totals = (page: Page): Locator => page.getByRole('table', { name: 'Totals of each pattern' });

/** One line of the totals, a text for each pattern in the article's order. */
const line = (page: Page, label: string): Promise<string[]> =>
  totals(page).getByRole('row').filter({ hasText: label }).getByRole('cell').allTextContents();

const runToTheEnd = async (page: Page): Promise<void> => {
  await page.getByLabel('Speed').selectOption('as fast as it can');
  const play = page.getByRole('button', { name: 'Play' });
  if (await play.isVisible()) await play.click();
  await expect(page.getByText('The run is over.')).toBeVisible();
};

test('the killed server stalls the fixed pattern alone, and the same link gives the same figures', async ({
  page,
}) => {
  await setWidth(page, 1440);
  await open(page, short);
  await page.getByRole('button', { name: 'Step' }).click();
  await page.getByRole('button', { name: 'Kill the server' }).click();
  await expect(page.getByText(/at 0\.\d s the server is killed/)).toBeVisible();
  await runToTheEnd(page);
  expect((await line(page, 'Peers that see no server')).map((text) => text !== '0')).toEqual([
    true,
    false,
    false,
    false,
  ]);
  const bytes = await line(page, 'Bytes for the data');
  const link = await page.getByLabel('Link to this run').inputValue();
  expect(link).toContain('faults=kill');
  await page.goto(link);
  await runToTheEnd(page);
  expect(await line(page, 'Bytes for the data')).toEqual(bytes);
});

test('a run downloads as CSV, one line for each pattern', async ({ page }) => {
  await setWidth(page, 1440);
  await open(page, short);
  await runToTheEnd(page);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Totals as CSV' }).click();
  const rows = (await readFile(await (await waiting).path(), 'utf8')).trim().split('\r\n');
  expect(rows.map((row) => row.split(',')[0])).toEqual([
    'pattern',
    'fixed-server',
    'elected-server',
    'data-blast',
    'nearest-peer',
  ]);
});

test('the lab is run by the keyboard alone', async ({ page }) => {
  await setWidth(page, 1440);
  await open(page, short);
  await page.locator('summary', { hasText: 'Change the room' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Peers', { exact: true })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/peers=4&/);
  await page.getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('All 4 hold the same').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Paused.', { exact: true })).toBeVisible();
});

test('who does not want motion starts the lab by hand', async ({ page }) => {
  await setWidth(page, 1440);
  await open(page, short);
  await expect(page.getByText('Ready.', { exact: true })).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.reload();
  await expect(page.getByText('Running.', { exact: true })).toBeVisible();
});

test('one join and the growth of the waste are shown', async ({ page }) => {
  await setWidth(page, 1440);
  await open(page, short);
  const join = page.getByRole('table', { name: /between a newcomer and the room/ });
  await expect(join.getByText('Here they are')).toHaveCount(1);
  await page.getByRole('radio', { name: 'Data blast' }).check();
  await expect(join.getByText('Here they are')).toHaveCount(4);
  await page.getByRole('button', { name: 'Measure it here' }).click();
  const growth = page.getByRole('table', { name: 'Redundant bytes by the number of peers' });
  await expect(growth.getByRole('row')).toHaveCount(4);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible();
});

test('the lab bars nobody and fits every screen', async ({ page }) => {
  for (const width of widths) {
    await setWidth(page, width);
    await open(page, short);
    await runToTheEnd(page);
    await page.getByText('The curves as a table').click();
    await page.getByText('Change the room').click();
    await expectToBeSound(page, `the lab, ${width} px`);
  }
});
