import { expect, type Locator, type Page, test } from '@playwright/test';
import { closeDrawer, inviteLink, lineOf, startBook, writeLine } from './support/book';
import { createDevices, type Devices } from './support/device';
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

/** What passes over the signaling sockets of a page, both ways: all that the relay can know of a request. */
const overhear = (page: Page): string[] => {
  const heard: string[] = [];
  page.on('websocket', (socket) => {
    const note = ({ payload }: { payload: string | Buffer }) => heard.push(String(payload));
    socket.on('framesent', note);
    socket.on('framereceived', note);
  });
  return heard;
};

const openToNearby = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'People' }).click();
  await page.getByLabel('Name that they see').fill(name);
  await page.getByRole('switch', { name: 'Who is at the home server may ask to join' }).click();
  await closeDrawer(page);
};

const askAs = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Ask to join' }).click();
  await page.getByLabel('Your name, so that they know who asks').fill(name);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
};

const asking = (page: Page): Locator => page.getByRole('region', { name: 'Asking to join' });

const digitsIn = async (where: Locator): Promise<string> => {
  await expect(where).toContainText(/\d{3} \d{3}/);
  return /\d{3} \d{3}/.exec((await where.textContent()) ?? '')?.[0] ?? '';
};

test('a device without an invite sees the book, asks, compares digits and is let in; the relay learns the name alone', async () => {
  const ana = (await devices.open()).page;
  const heard = overhear(ana);
  await startBook(ana, relay.origin, 'Ana');
  await writeLine(ana, { payee: 'Bakery', payment: '1' });
  const invite = (await inviteLink(ana)).split('/').at(-1) ?? '';
  const dora = (await devices.open()).page;
  await dora.goto(relay.origin);
  await expect(dora.getByRole('button', { name: 'Start a new book' })).toBeVisible();
  await expect(dora.getByRole('heading', { name: 'At this home server' })).toBeHidden();

  await openToNearby(ana, 'Green house');
  await expect(dora.getByRole('heading', { name: 'At this home server' })).toBeVisible();
  await expect(dora.getByRole('button', { name: 'Ask to join Green house' })).toBeVisible();
  await askAs(dora, 'Dora');
  await expect(asking(ana)).toContainText('Dora asks from a device nearby');
  await asking(ana).getByRole('button', { name: 'Compare digits' }).click();
  expect(await digitsIn(asking(ana))).toBe(await digitsIn(asking(dora)));
  await asking(ana).getByRole('button', { name: 'The same: let in' }).click();

  await dora.getByText('Someone new').click();
  await dora.getByLabel('Your name').fill('Dora');
  await dora.getByRole('button', { name: 'Open the book' }).click();
  await expect(lineOf(dora, 'Bakery')).toBeVisible();
  await writeLine(dora, { payee: 'Kiosk', payment: '2' });
  await expect(lineOf(ana, 'Kiosk')).toBeVisible();

  const words = heard.filter((text) => text.includes('wespend/nearby/1')).join('\n');
  expect(words).toContain('Green house');
  expect(invite).toMatch(/^[a-z2-7]{50}$/);
  const ledger = /#([a-z2-7]{16})/.exec(ana.url())?.[1] ?? 'no ledger';
  for (const secret of [invite, ledger, 'Our home', 'Bakery']) expect(words).not.toContain(secret);
});

test('who is refused is told kindly, and nobody sees the book any more once it is switched off', async () => {
  const ana = (await devices.open()).page;
  await startBook(ana, relay.origin, 'Ana');
  await openToNearby(ana, 'Green house');
  const eve = (await devices.open()).page;
  await eve.goto(relay.origin);
  await askAs(eve, 'Eve');
  await asking(ana).getByRole('button', { name: 'Say no' }).click();
  await expect(asking(eve)).toContainText('They said no to “Green house” this time.');
  await expect(asking(ana)).toBeHidden();

  await ana.getByRole('button', { name: 'People' }).click();
  await ana.getByRole('switch', { name: 'Who is at the home server may ask to join' }).click();
  await eve.goto(relay.origin);
  await expect(eve.getByRole('button', { name: 'Start a new book' })).toBeVisible();
  await expect(eve.getByRole('heading', { name: 'At this home server' })).toBeHidden();
});
