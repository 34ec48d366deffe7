import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { createStatement, statementCsv } from '../ledger/bank-statement';
import { balanceOf, editLine, inviteLink, joinBook, lineOf, startBook, writeLine } from './support/book';
import { permissions } from './support/chromium';
import { expectToBeSound, setWidth, widths } from './support/looks';
import { cut, mend, withSwitch } from './support/network-switch';
import { type RelayProcess, startRelayProcess } from './support/relay-process';

let relay: RelayProcess;

test.beforeAll(async () => {
  relay = await startRelayProcess();
});

test.afterAll(() => relay.kill());

const newPage = async (browser: Browser, prepare?: typeof withSwitch): Promise<Page> => {
  const context = await browser.newContext({ permissions, locale: 'en-US' });
  await prepare?.(context);
  return context.newPage();
};

/** Opens something at each width, as that width opens it, and looks at it. */
const atEveryWidth = async (page: Page, what: string, open: (width: number) => Promise<unknown>) => {
  for (const width of widths) {
    await setWidth(page, width);
    await open(width);
    await expectToBeSound(page, `${what}, ${width} px`);
  }
};

test('home, invites and the demo bar nobody and fit every screen', async ({ browser }) => {
  const page = await newPage(browser);
  await atEveryWidth(page, 'home', async () => {
    await page.goto(`${relay.origin}/`);
    await page.getByText('What WeSpend cannot do under this address').click();
    await expect(page.getByText('npm start -- --https')).toBeVisible();
  });
  await atEveryWidth(page, 'a new book', async () => {
    await page.goto(`${relay.origin}/`);
    await page.getByRole('button', { name: 'Start a new book' }).click();
    await expect(page.getByLabel('Name of the book')).toBeVisible();
  });
  await atEveryWidth(page, 'a damaged invite', async () => {
    await page.goto(`${relay.origin}/join/#nonsense`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/invite/);
  });
  await atEveryWidth(page, 'the demo', async () => {
    await page.goto(`${relay.origin}/demo/`);
    await expect(page.getByRole('grid').first()).toBeVisible();
  });
});

/** The same drawer, by the buttons of a desk or by those of a phone. */
const openDrawer = async (page: Page, width: number, atDesk: string, onPhone: string): Promise<void> => {
  if (width > 1000) return page.getByRole('button', { name: atDesk, exact: true }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: onPhone }).click();
};

const isOpen = (page: Page, title: string): Promise<void> =>
  expect(page.getByRole('heading', { name: title })).toBeVisible();

test('a book, its histories, import and sharing bar nobody and fit every screen', async ({ browser }) => {
  const [ana, ben] = [await newPage(browser), await newPage(browser, withSwitch)];
  for (const page of [ana, ben]) await setWidth(page, 1440);
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '10', category: 'Groceries' });
  await writeLine(ana, { payee: 'Kiosk', payment: '20' });
  const link = await inviteLink(ana);

  await atEveryWidth(ben, 'joining', async () => {
    await ben.goto(link);
    await expect(ben.getByText('Someone new')).toBeVisible();
  });
  await setWidth(ben, 1440);
  await joinBook(ben, link, 'Ben');
  await cut(ben);
  await editLine(ana, 'Bakery', 'Payment', '11');
  await editLine(ben, 'Bakery', 'Payment', '12');
  await mend(ben);
  await expect(ana.getByRole('button', { name: 'One line has two versions' })).toBeVisible();

  const reopen = async (): Promise<void> => {
    await ana.reload();
    await expect(lineOf(ana, 'Bakery')).toBeVisible();
  };
  const showSharing = async (width: number): Promise<void> => {
    await reopen();
    if (width > 1000) await ana.getByRole('button', { name: /^Shared with/ }).click();
    else await openDrawer(ana, width, '', 'Sharing');
  };
  await atEveryWidth(ana, 'a book', reopen);
  await atEveryWidth(ana, 'a history with a conflict', async () => {
    await reopen();
    await lineOf(ana, 'Bakery').getByRole('button', { name: 'Two versions: see both' }).click();
    await expect(ana.getByRole('button', { name: /^Take this one/ })).toHaveCount(2);
  });
  await atEveryWidth(ana, 'sharing', async (width) => {
    await showSharing(width);
    await isOpen(ana, 'Here now');
    await ana.getByText('Kept on this device').click();
  });
  await atEveryWidth(ana, 'a text to connect by hand', async (width) => {
    await showSharing(width);
    await ana.getByText('Connect without the home server').click();
    await ana.getByRole('button', { name: 'Somebody new' }).click();
    await expect(ana.getByRole('img', { name: 'The text as a QR code' })).toBeVisible();
  });
  await atEveryWidth(ana, 'people', async () => {
    await reopen();
    await ana.getByRole('button', { name: 'People' }).click();
    await expect(ana.getByRole('img', { name: 'The invite as a QR code' })).toBeVisible();
  });
  await atEveryWidth(ana, 'going on without somebody', async (width) => {
    await reopen();
    await openDrawer(ana, width, 'Book', 'This book');
    await ana.getByRole('button', { name: 'Go on without somebody' }).click();
    await ana.getByLabel('Ben').check();
    await expect(ana.getByText(/^Code /)).toHaveCount(1);
  });
  await atEveryWidth(ana, 'a copy', async (width) => {
    await reopen();
    await openDrawer(ana, width, 'Export', 'Take a copy');
    await expect(ana.getByRole('button', { name: 'Make the copy' })).toBeVisible();
  });
  const csv = statementCsv(createStatement(1, '2024-01-01', 20), 'german');
  await atEveryWidth(ana, 'import', async (width) => {
    await reopen();
    await openDrawer(ana, width, 'Import', 'Import a statement');
    const file = { name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await ana.locator('input[type=file]').setInputFiles(file);
    await expect(ana.getByRole('button', { name: /^Take in \d+ lines/ })).toBeVisible();
  });
  await atEveryWidth(ana, 'a recovery sheet', async () => {
    await ana.goto(ana.url().replace('/book/', '/recovery/'));
    await expect(ana.getByRole('heading', { name: 'The words' })).toBeVisible();
  });
  await atEveryWidth(ana, 'moving', async () => {
    await ana.goto(`${relay.origin}/move/`);
    await expect(ana.getByRole('button', { name: /^Move to/ })).toBeVisible();
  });
});

/** Goes on with Tab until the focus is there, as somebody without a mouse does. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
};

test('with the keyboard alone: create a book, enter three lines, edit, delete, undo', async ({ browser }) => {
  const page = await newPage(browser);
  await setWidth(page, 1440);
  const keys = page.keyboard;
  await page.goto(`${relay.origin}/`);
  await tabTo(page, page.getByRole('button', { name: 'Start a new book' }));
  await keys.press('Enter');
  await page.getByLabel('Name of the book').waitFor();
  for (const [label, text] of [
    ['Name of the book', 'Our home'],
    ['Your name', 'Ana'],
    ['What is in it now', '100'],
  ] as const) {
    await tabTo(page, page.getByLabel(label));
    await keys.type(text);
  }
  await keys.press('Enter');
  const entry = page.getByRole('form', { name: 'New line' });
  await entry.waitFor();

  await tabTo(page, entry.getByLabel('Date'));
  for (const [payee, payment] of [
    ['Bakery', '10'],
    ['Kiosk', '20'],
    ['Market', '30'],
  ] as const) {
    await keys.press('Tab');
    await keys.type(payee);
    await tabTo(page, entry.getByLabel('Payment'));
    await keys.type(payment);
    await keys.press('Enter');
    await expect(lineOf(page, payee)).toBeVisible();
    await expect(entry.getByLabel('Date')).toBeFocused();
  }

  const rows = page.getByRole('grid').getByRole('rowgroup').last();
  await page.reload();
  await tabTo(page, rows);
  await keys.press('ArrowDown');
  await expect(lineOf(page, 'Market')).toBeFocused();
  await keys.press('ArrowUp');
  await expect(lineOf(page, 'Kiosk')).toBeFocused();
  await keys.press('Enter');
  const editor = page.getByRole('form', { name: 'Edit Kiosk' });
  await tabTo(page, editor.getByLabel('Payment'));
  await keys.type('25');
  await keys.press('Enter');
  await expect(lineOf(page, 'Kiosk')).toContainText('25.00');
  await expect(lineOf(page, 'Kiosk')).toBeFocused();
  await keys.press('Delete');
  await expect(lineOf(page, 'Kiosk')).toBeHidden();
  await keys.press('Control+z');
  await expect(lineOf(page, 'Kiosk')).toContainText('25.00');
  await expect(balanceOf(page)).toContainText('35.00');
});

test('in the demo one is taken off the network, both write, and both are asked', async ({ browser }) => {
  const page = await newPage(browser);
  await setWidth(page, 1440);
  await page.goto(`${relay.origin}/demo/`);
  const sides = [page.getByRole('region').nth(0), page.getByRole('region').nth(1)] as const;
  const last = sides[0].locator('[data-line]').last();
  const id = await last.getAttribute('data-line');
  const lineIn = (side: Locator): Locator => side.locator(`[data-line="${id}"]`);
  const write = async (side: Locator, amount: string): Promise<void> => {
    await lineIn(side).locator('[data-field=payee]').click();
    await side.getByRole('form', { name: /^Edit/ }).getByLabel('Payment').fill(amount);
    await side.getByRole('form', { name: /^Edit/ }).getByLabel('Payment').press('Enter');
    await expect(lineIn(side)).toContainText(amount);
  };
  const network = page.getByRole('switch');
  await network.click();
  await expect(network).not.toBeChecked();
  await write(sides[0], '11.11');
  await write(sides[1], '22.22');
  for (const side of sides) await expect(side.getByRole('button', { name: /two versions$/ })).toBeHidden();
  await network.click();
  for (const side of sides)
    await expect(side.getByRole('button', { name: 'One line has two versions' })).toBeVisible();
  await expect(lineIn(sides[0])).toHaveText((await lineIn(sides[1]).textContent()) ?? '');
});

/** Cells of the register whose text is wider than they are. */
const tooNarrow = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .getByRole('gridcell')
    .evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map(({ textContent }) => textContent),
    );

test('figures of many millions stay within their columns, of the first line and of later ones', async ({
  browser,
}) => {
  const page = await newPage(browser);
  await page.setViewportSize({ width: 1024, height: 900 });
  await startBook(page, relay.origin, 'Ana', '250000000.00');
  for (const [place, payment] of ['1', '12500000.55', '199999999.99'].entries())
    await writeLine(page, { payee: `Field ${place}`, payment });
  await expect(balanceOf(page)).toHaveText('€37,499,998.46');
  expect(await tooNarrow(page)).toEqual([]);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'This book' })).toBeVisible();
  expect(await tooNarrow(page)).toEqual([]);
});
