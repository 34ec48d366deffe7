/** The demo household: two members' books in this one page, two real peers that meet as tabs of one browser do. */

import type { StoredBook } from '@/lib/ledger/browser-store';
import { today } from '@/lib/ledger/dates';
import { createDemoHousehold, type DemoHousehold } from '@/lib/ledger/demo-household';
import type { Ledger } from '@/lib/ledger/ledger';
import { createMemoryStore } from '@/lib/ledger/memory-store';
import { newInvite } from '@/lib/sync/invite';
import { randomBytes } from './browser';
import type { Demo } from './contract';
import { createLive } from './live';
import { type OpenedBook, openBookAt } from './open-book';

/** The contents are the same for everybody; ids, secret and writers are fresh. */
const SEED = 20_080_701;

const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const must = <Value>(result: { ok: true; value: Value } | { ok: false; error: { kind: string } }): Value => {
  if (!result.ok) throw new Error(`the demo household breaks a rule of its own book: ${result.error.kind}`);
  return result.value;
};

/** Writes each member's transactions with that member's device, as if they had kept the book together. */
const fill = (ledger: Ledger, household: DemoHousehold): ReadonlyMap<string, string> => {
  const devices = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const { key, fields } of household.members) {
    const member = must(ledger.create('member', fields));
    devices.set(key, must(ledger.create('device', { name: `${fields.name}’s phone`, member })));
  }
  ledger.identify([...devices.values()][0] ?? null);
  must(ledger.configure({ name: household.name, strategy: 'nearest-peer' }));
  for (const { key, fields } of household.accounts) ids.set(key, must(ledger.create('account', fields)));
  for (const { key, fields } of household.categories) ids.set(key, must(ledger.create('category', fields)));
  for (const [key, device] of devices) {
    ledger.identify(device);
    const own = household.transactions.filter(({ by }) => by === key);
    must(
      ledger.createMany(
        'transaction',
        own.map(({ fields }) => ({
          ...fields,
          account: ids.get(fields.account) ?? '',
          category: fields.category === null ? null : (ids.get(fields.category) ?? null),
        })),
      ),
    );
  }
  return devices;
};

/** The second book comes from the first, as a newcomer's does: it is shown once it is there. */
const untilKnown = (ledger: Ledger): Promise<void> =>
  new Promise((resolve) => {
    let stop = (): void => undefined;
    const look = (): void => {
      if (ledger.identity() === null) return;
      stop();
      resolve();
    };
    stop = ledger.subscribe(look);
    look();
  });

export const openDemo = async (): Promise<Demo> => {
  const invite = newInvite(randomBytes);
  const stored: StoredBook = {
    id: invite.ledger,
    secret: invite.secret,
    invitedBy: '',
    name: '',
    entries: 0,
    openedAt: Date.now(),
    device: null,
    strategy: null,
    unshared: {},
    met: {},
  };
  /** Each in its own memory, as two devices have each their own disk. */
  const open = () => openBookAt({ stored, store: createMemoryStore(), refusal: null, tabsOnly: true });
  const first = await open();
  const [one, two] = [
    ...fill(first.book.ledger, createDemoHousehold(seeded(SEED), today(Date.now()))).values(),
  ];
  const second = await open();
  first.book.ledger.identify(one ?? null);
  second.book.ledger.identify(two ?? null);
  await untilKnown(second.book.ledger);
  const online = createLive<readonly [boolean, boolean]>([true, true]);
  const both: readonly [OpenedBook, OpenedBook] = [first, second];
  return {
    books: [first.book, second.book],
    online,
    setOnline: (index, isOnline) => {
      both[index].setOnline(isOnline);
      online.set(index === 0 ? [isOnline, online.get()[1]] : [online.get()[0], isOnline]);
    },
    close: async () => {
      await Promise.all(both.map(({ book }) => book.close()));
    },
  };
};
