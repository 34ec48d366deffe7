/**
 * A page with the real y-webrtc provider and ours hold the same entries. The stock page is on localhost: y-webrtc needs
 * crypto.subtle, which pages under the home's host name have not. Ours is under that name, as at home.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { deriveRoomKeys, readInvite } from '@/lib/sync/invite';
import type { JournalPage } from '../sync/browser/journal-page';
import type { StockPage } from '../sync/browser/stock-page';
import { inviteLink, lineOf, openSharing, startBook, writeLine } from './support/book';
import { HOME_HOST, permissions } from './support/chromium';
import { type RelayProcess, startRelayProcess } from './support/relay-process';
import { type ScriptPages, serveScripts } from './support/script-pages';

declare global {
  interface Window {
    stock: StockPage;
    journalPage: JournalPage;
  }
}

const PASSWORD = 'a secret of the room';

let relay: RelayProcess;
let pages: ScriptPages;
let context: BrowserContext;

test.beforeAll(async () => {
  relay = await startRelayProcess();
  pages = await serveScripts({
    stock: 'test/sync/browser/stock-page.ts',
    ours: 'test/sync/browser/journal-page.ts',
  });
});

test.beforeEach(async ({ browser }) => {
  context = await browser.newContext({ permissions, viewport: { width: 1440, height: 900 } });
});

test.afterEach(() => context.close());

test.afterAll(async () => {
  pages.close();
  await relay.kill();
});

const openStock = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`http://localhost:${pages.port}/stock`);
  return page;
};

const openOurs = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`http://${HOME_HOST}:${pages.port}/ours`);
  return page;
};

const joinStock = (page: Page, room: string, password: string, signaling: string): Promise<void> =>
  page.evaluate(([topic, secret, url]) => window.stock.join(topic, secret, [url]), [
    room,
    password,
    signaling,
  ] as const);

const joinOurs = (page: Page, room: string, signaling: string): Promise<void> =>
  page.evaluate(([topic, secret, url]) => window.journalPage.join(topic, secret, url), [
    room,
    PASSWORD,
    signaling,
  ] as const);

const digestOf = (page: Page) => page.evaluate(() => window.journalPage.digest());

/** Both copies hold so many entries, and the same ones. */
const holdTheSame = async (stock: Page, ours: Page, entries: number, timeout = 30_000): Promise<void> => {
  await expect.poll(() => stock.evaluate(() => window.stock.entryCount()), { timeout }).toBe(entries);
  await expect.poll(() => ours.evaluate(() => window.journalPage.entryCount()), { timeout }).toBe(entries);
  const state = await stock.evaluate(() => window.stock.state());
  expect(await ours.evaluate((text) => window.journalPage.digestOf(text), state)).toEqual(
    await digestOf(ours),
  );
  expect(await stock.evaluate(() => window.stock.pending())).toBe(false);
};

const soundEntry = (payee: string): readonly unknown[] => {
  const values = ['2026-03-14', 'household', -100, payee, '', null, '', false];
  return [1, 1, 0, null, 0, 't', ...values, 3_000_000];
};

/** A port that was free a moment ago: y-webrtc's server does not say which one it took. */
const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

const startStockSignaling = async (): Promise<{ readonly url: string; readonly server: ChildProcess }> => {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port) };
  const server = spawn(process.execPath, ['node_modules/y-webrtc/bin/server.js'], { env });
  await new Promise((resolve) => server.stdout.once('data', resolve));
  return { url: `ws://127.0.0.1:${port}`, server };
};

test("our page and a stock page hold the same entries over y-webrtc's own signaling server", async () => {
  const { url, server } = await startStockSignaling();
  try {
    const [stock, ours] = [await openStock(), await openOurs()];
    await stock.evaluate((entries) => window.stock.push(entries), [soundEntry('Before')]);
    await ours.evaluate(() => window.journalPage.write(20, 12));
    await joinStock(stock, 'stock-signaling', PASSWORD, url);
    await joinOurs(ours, 'stock-signaling', url);
    await holdTheSame(stock, ours, 21);
    await stock.evaluate((entries) => window.stock.push(entries), [soundEntry('While there')]);
    await ours.evaluate(() => window.journalPage.write(1, 12));
    await holdTheSame(stock, ours, 23);
    const status = await ours.evaluate(() => window.journalPage.status());
    expect(status?.peers.map(({ transport, exchange }) => [transport, exchange])).toEqual([
      ['webrtc', 'diff'],
    ]);
    expect([status?.refused, status?.troubles, status?.endings]).toEqual([[], [], []]);
  } finally {
    server.kill();
  }
});

/** Joins the room of a book as somebody with its invite and the stock provider would. */
const joinStockToBook = async (stock: Page, link: string): Promise<void> => {
  const invite = readInvite(link);
  if (!invite.ok) throw new Error(`not an invite: ${invite.error.kind}`);
  const { topic, password } = deriveRoomKeys(invite.value);
  await joinStock(stock, topic, password, `ws://127.0.0.1:${relay.port}/signal`);
};

/** The stock page writes lines like one that it has, with other payees. */
const writeLike = (stock: Page, model: string, payees: readonly string[]): Promise<void> =>
  stock.evaluate(
    ([known, wanted]) => {
      const entries = window.stock.writers().flatMap((writer) => window.stock.read(writer));
      const found = entries.find((entry) => entry.includes(known));
      if (found === undefined) throw new Error('it does not have the line');
      window.stock.push(wanted.map((payee) => found.map((value) => (value === known ? payee : value))));
    },
    [model, payees] as const,
  );

test('a book and a stock page pass each other lines, over our relay’s signaling', async () => {
  const [book, stock] = [await context.newPage(), await openStock()];
  await startBook(book, relay.origin, 'Ana');
  await writeLine(book, { payee: 'Bakery', payment: '1' });
  await joinStockToBook(stock, await inviteLink(book));
  await expect
    .poll(() => stock.evaluate(() => window.stock.entryCount()), { timeout: 30_000 })
    .toBeGreaterThan(3);
  await writeLike(stock, 'Bakery', ['Kiosk']);
  await expect(lineOf(book, 'Kiosk')).toBeVisible();
  const before = await stock.evaluate(() => window.stock.entryCount());
  await writeLine(book, { payee: 'Pharmacy', payment: '2' });
  await expect.poll(() => stock.evaluate(() => window.stock.entryCount())).toBeGreaterThan(before);
});

test('of a stock page that once deleted something the legal lines come, and the rest is named', async () => {
  const [book, stock] = [await context.newPage(), await openStock()];
  await startBook(book, relay.origin, 'Ana');
  await writeLine(book, { payee: 'Bakery', payment: '1' });
  await joinStockToBook(stock, await inviteLink(book));
  await expect
    .poll(() => stock.evaluate(() => window.stock.entryCount()), { timeout: 30_000 })
    .toBeGreaterThan(3);
  await writeLike(stock, 'Bakery', ['Kiosk', 'Market']);
  await expect(lineOf(book, 'Market')).toBeVisible();
  await stock.evaluate(() => window.stock.remove(0));
  await writeLike(stock, 'Bakery', ['Garage']);
  await expect(lineOf(book, 'Garage')).toBeVisible();
  await expect(lineOf(book, 'Kiosk')).toBeVisible();
  const panel = await openSharing(book);
  await panel.getByText('Details', { exact: true }).click();
  await expect(panel).toContainText(/Turned away from .*delet/);
});

test('what a stock page has and cannot send in one message is named on the screen, and all else passes', async () => {
  const [book, stock] = [await context.newPage(), await openStock()];
  await startBook(book, relay.origin, 'Ana');
  await writeLine(book, { payee: 'Bakery', payment: '1' });
  const many = Array.from({ length: 3000 }, (_, place) =>
    soundEntry(`Line ${place} ${'of many letters '.repeat(8)}`),
  );
  await stock.evaluate((entries) => window.stock.pushAtOnce(entries), many);
  await joinStockToBook(stock, await inviteLink(book));
  await expect
    .poll(() => stock.evaluate(() => window.stock.entryCount()), { timeout: 30_000 })
    .toBeGreaterThan(3003);
  const panel = await openSharing(book);
  await expect(panel).toContainText('some of its lines could not come over', { timeout: 30_000 });
  await panel.getByText('Details', { exact: true }).click();
  await expect(panel).toContainText('3000 entries of');
});

test('a ledger of 8 MB in many small updates reaches a stock page, and from there one of ours', async () => {
  const signaling = `ws://127.0.0.1:${relay.port}/signal`;
  const [stock, ours] = [await openStock(), await openOurs()];
  const count = 80_000;
  await ours.evaluate((lines) => window.journalPage.write(lines, 50), count);
  await joinOurs(ours, 'eight-megabytes', signaling);
  await joinStock(stock, 'eight-megabytes', PASSWORD, signaling);
  await holdTheSame(stock, ours, count, 90_000);
  expect((await stock.evaluate(() => window.stock.state())).length * 0.75).toBeGreaterThan(8_000_000);
  await ours.close();
  const later = await openOurs();
  await joinOurs(later, 'eight-megabytes', signaling);
  await holdTheSame(stock, later, count, 90_000);
});
