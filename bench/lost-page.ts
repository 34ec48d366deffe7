/**
 * What eight pages of a real Chromium make of losing the relay and then the page that had the most links: whether what is
 * written after that reaches all that are left. It does not know how they find each other.
 */

import type { Browser, BrowserContext, Page } from '@playwright/test';
import {
  inviteLink,
  joinBook,
  lineOf,
  sharingOf,
  startBook,
  writeLine,
} from '../test/end-to-end/support/book';
import { atLeast, type Figure, plain } from './figures';
import { type HomeRelay, launch, newContext, startRelay } from './home';

const PAGES = 8;
const RUNS = 20;
/** A run in which the record has not come by then counts as failed. */
const PATIENCE_MS = 30_000;
const FEWEST_LINKS = 2;

declare global {
  interface Window {
    countLinks(): number;
  }
}

interface Seat {
  readonly context: BrowserContext;
  page: Page;
}

/** Runs in a page before its own scripts. */
const watchLinks = (): void => {
  const made = new Set<RTCPeerConnection>();
  const Native = RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.add(this);
    }
  };
  window.countLinks = () => [...made].filter(({ connectionState }) => connectionState === 'connected').length;
};

const takeSeat = async (browser: Browser): Promise<Seat> => {
  const context = await newContext(browser);
  await context.addInitScript(watchLinks);
  return { context, page: await context.newPage() };
};

/** Agreed with everybody, and linked to others than the relay: who is not yet has nobody left once that is gone. */
const whenSettled = async ({ page }: Seat): Promise<void> => {
  await sharingOf(page).filter({ hasText: 'all agree' }).waitFor({ timeout: PATIENCE_MS });
  await page.waitForFunction((few) => window.countLinks() >= few, FEWEST_LINKS, { timeout: PATIENCE_MS });
};

const openRoom = async (browser: Browser, relay: HomeRelay): Promise<Seat[]> => {
  const first = await takeSeat(browser);
  await startBook(first.page, relay.origin, 'Ana');
  const link = await inviteLink(first.page);
  const seats = [first];
  while (seats.length < PAGES) {
    const seat = await takeSeat(browser);
    await joinBook(seat.page, link, `Member ${seats.length}`);
    seats.push(seat);
  }
  return seats;
};

/** As when the machine under the page loses its power. */
const crash = async ({ context, page }: Seat): Promise<void> => {
  const devTools = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Nothing is left to answer.
  devTools.send('Page.crash').catch((error: unknown) => console.debug(`${error}`));
  await crashed;
};

const linksOf = (seats: readonly Seat[]): Promise<number[]> =>
  Promise.all(seats.map(({ page }) => page.evaluate(() => window.countLinks())));

const bestConnected = async (seats: readonly Seat[]): Promise<Seat> => {
  const counts = await linksOf(seats);
  const best = seats[counts.indexOf(Math.max(...counts))];
  if (best === undefined) throw new Error('there is no page');
  return best;
};

/** Milliseconds until a record stands in every page that is left; null if it does not come. */
const loseOne = async (lost: Seat, left: readonly Seat[], payee: string): Promise<number | null> => {
  await crash(lost);
  const [author, ...others] = left;
  if (author === undefined) throw new Error('nobody is left');
  const start = performance.now();
  await writeLine(author.page, { payee, payment: '1' });
  try {
    await Promise.all(others.map(({ page }) => lineOf(page, payee).waitFor({ timeout: PATIENCE_MS })));
    return performance.now() - start;
  } catch (error) {
    console.warn(`${payee} did not reach all; links: ${(await linksOf(left)).join(', ')}. ${error}`);
    return null;
  }
};

/** The crashed page opens again, as somebody would who starts the machine anew. */
const reopen = async (seat: Seat, address: string): Promise<void> => {
  await seat.page.close();
  seat.page = await seat.context.newPage();
  await seat.page.goto(address);
};

/** @param executablePath of the Chromium to drive. */
export const measureLostPages = async (executablePath: string): Promise<Figure[]> => {
  let relay = await startRelay();
  const browser = await launch(executablePath);
  const times: number[] = [];
  try {
    const seats = await openRoom(browser, relay);
    for (let run = 1; run <= RUNS; run++) {
      await Promise.all(seats.map(whenSettled));
      const address = seats[0]?.page.url() ?? '';
      await relay.kill();
      const lost = await bestConnected(seats);
      const left = seats.filter((seat) => seat !== lost);
      const time = await loseOne(lost, left, `Shop ${run}`);
      if (time !== null) times.push(time);
      relay = await startRelay(relay.port);
      await reopen(lost, address);
    }
  } finally {
    await browser.close();
    await relay.kill();
  }
  const name = `real Chromium, ${PAGES} pages, relay killed, then the best-connected page killed`;
  return [
    atLeast(`${name}: runs of ${RUNS} in which all others agree on a new record`, times.length, 'runs', RUNS),
    plain(`${name}: until they do, the longest of all runs`, Math.max(...times), 'ms'),
  ];
};
