/**
 * How long a newcomer waits in a real Chromium: from opening the invite until the whole demo household is shown.
 * The two clicks by which one says who one is are counted in, as fast as a robot does them.
 */

import type { Browser, Page } from '@playwright/test';
import { createDemoHousehold } from '@/lib/ledger/demo-household';
import { createJournal } from '@/lib/ledger/journal';
import { createLedger } from '@/lib/ledger/ledger';
import { writeLedgerFile } from '@/lib/ledger/ledger-file';
import { atMost, type Figure } from './figures';
import { launch, newContext, startRelay } from './home';

const RUNS = 7;
const BOUND =
  'Half a second passes until a browser that has never been here runs the first line of the page’s own program; the rest is work, too, hardly waiting.';
const BOOK = 'The Doyle household';
const TODAY = '2026-11-20';

const must = <Value>(result: { ok: true; value: Value } | { ok: false; error: object }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const draws = (): (() => number) => {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** The demo household as a ledger file, and how many transactions it holds. */
const writeBook = (): { readonly text: string; readonly count: number } => {
  let writer = 1_000;
  const journal = createJournal(() => ++writer);
  const ledger = createLedger({ journal, now: Date.now });
  const household = createDemoHousehold(draws(), TODAY);
  const ids = new Map<string, string>();
  for (const { fields } of household.members) {
    const member = must(ledger.create('member', fields));
    ledger.identify(must(ledger.create('device', { name: `${fields.name}’s phone`, member })));
  }
  must(ledger.configure({ name: BOOK, strategy: 'nearest-peer' }));
  for (const { key, fields } of household.accounts) ids.set(key, must(ledger.create('account', fields)));
  for (const { key, fields } of household.categories) ids.set(key, must(ledger.create('category', fields)));
  const lines = household.transactions.map(({ fields }) => ({
    ...fields,
    account: ids.get(fields.account) ?? '',
    category: fields.category === null ? null : (ids.get(fields.category) ?? null),
  }));
  must(ledger.createMany('transaction', lines));
  return { text: writeLedgerFile('benchmarkhouseho', BOOK, journal), count: lines.length };
};

const introduce = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('radio').and(page.getByLabel(name)).check();
  await page.getByRole('button', { name: 'Open the book' }).click();
};

interface Invite {
  readonly link: string;
  /** Of all accounts, as the first device shows them. */
  readonly balances: string;
}

/** Opens the book from its file on a first device, and gives its invite. */
const host = async (browser: Browser, origin: string, text: string): Promise<Invite> => {
  const page = await (await newContext(browser)).newPage();
  await page.goto(`${origin}/`);
  await page.getByText('Restore it').click();
  const file = { name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Open / })
    .click();
  await introduce(page, 'Nora');
  await page.getByRole('button', { name: 'People' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  const figures = page.getByRole('navigation', { name: 'Accounts' }).locator('.figures');
  const balances = (await figures.allTextContents()).join();
  return { link: origin + link.slice(link.indexOf('/join/')), balances };
};

declare global {
  interface Window {
    /** Milliseconds from the navigation until the book stood there with everybody's balances; 0 before. */
    shownAfter: number;
  }
}

/** Runs in the newcomer's page: says who one is as soon as it is asked, and notes when everything is shown. */
const beTom = (balances: string): void => {
  window.shownAfter = 0;
  const buttonNamed = (name: RegExp): HTMLButtonElement | undefined =>
    [...document.querySelectorAll('button')].find((button) => name.test(button.textContent ?? ''));
  let isAsked = true;
  const introduceOneself = (): void => {
    const tom = [...document.querySelectorAll('label')].find((label) => label.textContent?.endsWith('Tom'));
    const radio = tom?.querySelector('input');
    if (!radio) return;
    if (!radio.checked) return radio.click();
    isAsked = false;
    buttonNamed(/Open the book/)?.click();
  };
  const look = (): void => {
    if (isAsked) return introduceOneself();
    if (window.shownAfter > 0 || document.querySelector('[role=grid]') === null) return;
    const shown = [...document.querySelectorAll('nav[aria-label=Accounts] .figures')];
    if (shown.map(({ textContent }) => textContent).join() === balances)
      window.shownAfter = performance.now();
  };
  new MutationObserver(look).observe(document, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
};

const joinOnce = async (browser: Browser, { link, balances }: Invite): Promise<number> => {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.addInitScript(beTom, balances);
  await page.goto(link, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(() => window.shownAfter);
  const took = await shown.jsonValue();
  await context.close();
  return took;
};

/** @param executablePath of the Chromium to drive. */
export const measureInvite = async (executablePath: string): Promise<Figure[]> => {
  const { text, count } = writeBook();
  const relay = await startRelay();
  const browser = await launch(executablePath);
  try {
    const invite = await host(browser, relay.origin, text);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await joinOnce(browser, invite));
    const [median = Number.NaN] = times.sort((one, other) => one - other).slice(Math.floor(RUNS / 2));
    const what = `real Chromium, from opening the invite to everything shown, ${count.toLocaleString('en')} transactions`;
    return [atMost(what, median, 'ms', 1_000, BOUND)];
  } finally {
    await browser.close();
    await relay.kill();
  }
};
