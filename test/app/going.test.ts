import { describe, expect, it } from 'vitest';
import type { SyncSnapshot } from '@/app/composition/contract';
import { createGoing } from '@/app/composition/going';
import { recipientOf } from '@/app/composition/succession/device-identity';
import { settleDeviceKey } from '@/app/composition/succession/device-key';
import { openSealed } from '@/app/composition/succession/sealed-text';
import type { BrowserStore, StoredBook } from '@/lib/ledger/browser-store';
import { stayedBehind } from '@/lib/ledger/carry-over';
import { noteKeys } from '@/lib/ledger/device-keys';
import { keepJournal } from '@/lib/ledger/journal-keeper';
import { createMemoryStore } from '@/lib/ledger/memory-store';
import { createReplica, found, line, must, type Replica, settleAll } from '../ledger/household';
import { createDice } from '../random';

const OLD = 'aaaaaaaaaaaaaaaa';
const alone = { unsharedChanges: 0, peers: [], devices: [] } as unknown as SyncSnapshot;

const rowOf = (device: string): StoredBook => ({
  id: OLD,
  secret: new Uint8Array(16),
  invitedBy: '',
  name: 'Home',
  entries: 0,
  openedAt: 0,
  device,
  strategy: null,
  unshared: {},
  met: {},
});

/** Somebody's device with the book on its disk, its key said, and what it can do with the book as a whole. */
const live = async (replica: Replica, worsen = (store: BrowserStore) => store, id = OLD) => {
  const { journal, ledger } = replica;
  const store = createMemoryStore();
  const device = ledger.identity()?.device.id ?? '';
  await store.add({ ...rowOf(device), id });
  const key = (await settleDeviceKey(store, id)) ?? '';
  if (ledger.device(device)?.key === '') must(ledger.note('device', device, { key }));
  const { keeper } = await keepJournal(journal, store, id);
  const going = createGoing({
    id,
    store: worsen(store),
    journal,
    keeper,
    ledger,
    sync: { get: () => alone, subscribe: () => () => undefined } as never,
    shelf: new Set([id]),
    wentOn: () => undefined,
    stored: async () => (await store.book(id)) as StoredBook,
    enter: () => undefined,
    close: async () => undefined,
  });
  return { ...replica, store, going, device, member: ledger.identity()?.member.id ?? '' };
};

const household = async (worsen?: (store: BrowserStore) => BrowserStore) => {
  const dice = createDice(21);
  const replicas = ['Ana', 'Ben', 'Cleo'].map((name) => createReplica(name, dice));
  const { account } = found(replicas);
  const [ana, ben, cleo] = [
    await live(replicas[0] as Replica, worsen),
    await live(replicas[1] as Replica),
    await live(replicas[2] as Replica),
  ];
  settleAll([ana, ben, cleo]);
  return { ana, ben, cleo, account };
};

describe('going on without somebody', () => {
  it('hands the new secret to those chosen, and to nobody else', async () => {
    const { ana, ben, cleo, account } = await household();
    const heir = must(await ana.going.goOnWithout([cleo.member], [ana.device, ben.device]));
    expect(ana.ledger.isClosed()).toBe(true);
    expect(ana.ledger.create('transaction', line(account, 'Late'))).toMatchObject({
      error: { kind: 'closed' },
    });
    settleAll([ana, ben, cleo]);
    const [bens] = ben.going.heirs.get();
    expect(bens).toMatchObject({ ledger: heir, standing: 'offered', by: { name: 'Ana' }, bySelf: false });
    expect(ben.ledger.isClosed()).toBe(false);
    expect(must(await ben.going.follow(bens as never))).toBe(heir);
    expect(ben.ledger.isClosed()).toBe(true);
    const [mine, theirs] = [await ana.store.book(heir), await ben.store.book(heir)];
    expect(theirs?.secret).toEqual(mine?.secret);
    expect(theirs).toMatchObject({ device: ben.device, identity: (await ben.store.book(OLD))?.identity });
    expect((await ben.store.updates(heir)).length).toBeGreaterThan(0);

    const [cleos] = cleo.going.heirs.get();
    expect(cleos).toMatchObject({ standing: 'left-out', without: [{ name: 'Cleo' }] });
    expect(cleo.ledger.isClosed()).toBe(false);
    const sealed = cleo.ledger.successors()[0]?.sealed ?? [];
    expect(await openSealed(sealed, (await cleo.store.book(OLD))?.identity ?? '')).toBeNull();
    expect(await cleo.going.follow(cleos as never)).toMatchObject({ ok: false });
    expect(await cleo.store.book(heir)).toBeNull();
  });

  it('leaves who stayed behind out of what comes after, until they are let in again', async () => {
    const { ana, ben, cleo } = await household();
    const heir = must(await ana.going.goOnWithout([cleo.member], [ben.device]));
    const there = await live(ana, undefined, heir);
    const names = async () => (await there.going.companions()).map(({ device }) => device.id);
    expect((await names()).sort()).toEqual([ana.device, ben.device].sort());
    const again = must(ana.ledger.create('device', { name: 'Cleo again', member: cleo.member }));
    expect((await names()).sort()).toEqual([ana.device, ben.device, again].sort());
    must(await there.going.startClean({ today: '2026-06-15', openSince: '2026-01-01' }));
    expect([...stayedBehind(ana.journal, ana.ledger, heir)]).toEqual([cleo.device]);
    expect([...stayedBehind(ana.journal, ana.ledger, OLD)]).toEqual([]);
  });

  it('shows every new book when two go on at once, and each chooses', async () => {
    const { ana, ben, cleo } = await household();
    const withoutBen = must(await ana.going.goOnWithout([ben.member], [cleo.device]));
    const withoutAna = must(await ben.going.goOnWithout([ana.member], [cleo.device]));
    settleAll([ana, ben, cleo]);
    const standings = ({ going }: typeof ana) =>
      Object.fromEntries(going.heirs.get().map(({ ledger, standing }) => [ledger, standing]));
    expect(standings(ana)).toEqual({ [withoutBen]: 'here', [withoutAna]: 'left-out' });
    expect(standings(ben)).toEqual({ [withoutBen]: 'left-out', [withoutAna]: 'here' });
    expect(standings(cleo)).toEqual({ [withoutBen]: 'offered', [withoutAna]: 'offered' });
    for (const heir of cleo.going.heirs.get()) must(await cleo.going.follow(heir));
    expect(await cleo.store.books()).toHaveLength(3);
  });

  it('has not happened where the disk takes no copy of it', async () => {
    const full = (store: BrowserStore): BrowserStore => ({
      ...store,
      putUpdates: () => Promise.reject(new DOMException('the disk is full', 'QuotaExceededError')),
    });
    const { ana, ben, cleo } = await household(full);
    const done = await ana.going.goOnWithout([cleo.member], [ben.device]);
    expect(done).toMatchObject({ error: { kind: 'no-storage' } });
    expect(await ana.store.books()).toHaveLength(1);
    expect(ana.ledger.successors()).toEqual([]);
    expect(ana.ledger.isClosed()).toBe(false);
  });

  it('names a device without a key, and one whose key somebody has written over', async () => {
    const { ana, ben, cleo } = await household();
    await ana.store.amend(OLD, { keys: noteKeys(ana.ledger, {}) });
    const before = (await ana.going.companions()).find(({ device }) => device.id === ben.device);
    const forged = recipientOf((await cleo.store.book(OLD))?.identity ?? '');
    must(cleo.ledger.change('device', ben.device, { key: forged }));
    const tablet = must(cleo.ledger.create('device', { name: 'tablet', member: ben.member }));
    settleAll([ana, ben, cleo]);
    const companions = await ana.going.companions();
    const of = (id: string) => companions.find(({ device }) => device.id === id);
    expect(of(ben.device)).toMatchObject({ doubtful: true, code: before?.code });
    expect(of(cleo.device)).toMatchObject({ doubtful: false });
    expect(of(tablet)).toMatchObject({ code: null, doubtful: false });
    expect(of(ana.device)).toMatchObject({ self: true });
  });
});

describe('a clean book', () => {
  it('closes the old one for everybody, and the old one can be opened once more', async () => {
    const { ana, ben, cleo, account } = await household();
    must(ben.ledger.create('transaction', line(account, 'Bakery')));
    settleAll([ana, ben, cleo]);
    const heir = must(await ana.going.startClean({ today: '2026-06-15', openSince: '2026-01-01' }));
    settleAll([ana, ben, cleo]);
    for (const { ledger } of [ana, ben, cleo]) expect(ledger.isClosed()).toBe(true);
    const [offer] = cleo.going.heirs.get();
    expect(offer).toMatchObject({ how: 'clean', ledger: heir, standing: 'offered' });
    must(await cleo.going.follow(offer as never));
    expect(await cleo.store.updates(heir)).toEqual([]);
    cleo.going.reopen();
    expect(cleo.ledger.create('transaction', line(account, 'Forgotten')).ok).toBe(true);
  });
});
