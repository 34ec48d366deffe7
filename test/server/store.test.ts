import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeveldbPersistence } from 'y-leveldb';
import * as Y from 'yjs';
import type { Written } from '@/server-optional/flush-queue';
import { openStore, type Store } from '@/server-optional/store';
import type { StoredRoom } from '@/server-optional/stored-room';
import { createTokens } from '@/server-optional/tokens';

let folder: string;
const open: Store[] = [];

const opened = async (): Promise<Store> => {
  const outcome = await openStore(folder, () => undefined);
  if (!outcome.ok) throw new Error(outcome.error.message);
  open.push(outcome.value);
  return outcome.value;
};

const closeAll = async (): Promise<void> => {
  for (const store of open.splice(0)) await store.close();
};

/** Updates of one writer, one entry each. */
const updatesOf = (writer: number, count: number): Uint8Array[] => {
  const doc = new Y.Doc();
  doc.clientID = writer;
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  for (let index = 0; index < count; index++) doc.getArray('journal').push([index]);
  return updates;
};

/** The room, and what it holds. */
const read = async (store: Store, name: string) => {
  const doc = new Y.Doc();
  const outcome = await store.open(name, async (updates) => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return { room: outcome.value, content: doc.getArray('journal').toJSON(), doc };
};

const contentOf = async (store: Store, name: string): Promise<unknown[]> => (await read(store, name)).content;

const append = (store: Store, room: StoredRoom, update: Uint8Array): Promise<Written> =>
  new Promise((resolve) => {
    store.flush({ take: () => room.append(update), written: resolve });
  });

const appendAll = async (store: Store, name: string, updates: readonly Uint8Array[]): Promise<StoredRoom> => {
  const { room } = await read(store, name);
  for (const update of updates) expect(await append(store, room, update)).toEqual({ ok: true, value: null });
  return room;
};

const ledgers = (): string => join(folder, 'ledgers');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wespend-store-'));
});

afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true, force: true });
});

describe('the store', () => {
  it('has after a restart what it said was stored', async () => {
    await appendAll(await opened(), 'room', updatesOf(7, 3));
    await closeAll();
    expect(await contentOf(await opened(), 'room')).toEqual([0, 1, 2]);
  });

  it('keeps rooms apart, and their updates in order, also behind those of an earlier start', async () => {
    const store = await opened();
    await appendAll(store, 'room', updatesOf(7, 20));
    await appendAll(store, 'other', updatesOf(8, 2));
    const third = updatesOf(8, 3)[2] ?? new Uint8Array();
    await appendAll(store, 'other', [third]);
    expect(await contentOf(store, 'room')).toHaveLength(20);
    expect(await contentOf(store, 'other')).toEqual([0, 1, 2]);
  });

  it('counts what it holds of a room', async () => {
    const updates = updatesOf(7, 5);
    const bytes = updates.reduce((sum, { length }) => sum + length, 0);
    const store = await opened();
    const room = await appendAll(store, 'room', updates);
    expect([room.updates, room.bytes]).toEqual([5, bytes]);
    const again = (await read(store, 'room')).room;
    expect([again.updates, again.bytes]).toEqual([5, bytes]);
  });

  it('puts one update in the place of many, in one write', async () => {
    const store = await opened();
    const updates = updatesOf(7, 20);
    const room = await appendAll(store, 'room', updates);
    const before = room.next();
    const merged = Y.mergeUpdates(updates);
    await new Promise((resolve) => {
      store.flush({ take: () => [...room.append(merged), ...room.dropBefore(before)], written: resolve });
    });
    expect([room.updates, room.bytes]).toEqual([1, merged.length]);
    const found = await read(store, 'room');
    expect(found.room.updates).toBe(1);
    expect(found.content).toHaveLength(20);
  });

  it('opens what y-leveldb has written, compacted or not, and goes on behind it', async () => {
    const theirs = new LeveldbPersistence(ledgers());
    const updates = updatesOf(7, 6);
    for (const update of updates.slice(0, 3)) await theirs.storeUpdate('room', update);
    await theirs.flushDocument('room');
    for (const update of updates.slice(3, 5)) await theirs.storeUpdate('room', update);
    await theirs.setMeta('room', 'token', 'ab');
    await theirs.destroy();
    const store = await opened();
    expect(await store.tokenHash('room')).toEqual({ ok: true, value: 'ab' });
    await appendAll(store, 'room', updates.slice(5));
    expect(await contentOf(store, 'room')).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('can be read by y-leveldb', async () => {
    const store = await opened();
    const updates = updatesOf(7, 6);
    const room = await appendAll(store, 'room', updates.slice(0, 4));
    const before = room.next();
    await new Promise((resolve) => {
      const whole = Y.mergeUpdates(updates.slice(0, 4));
      store.flush({ take: () => [...room.append(whole), ...room.dropBefore(before)], written: resolve });
    });
    await appendAll(store, 'room', updates.slice(4));
    await store.setTokenHash('room', 'ab');
    await closeAll();
    const theirs = new LeveldbPersistence(ledgers());
    expect(await theirs.getAllDocNames()).toEqual(['room']);
    expect(await theirs.getMeta('room', 'token')).toBe('ab');
    expect((await theirs.getYDoc('room')).getArray('journal').toJSON()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(Y.decodeStateVector(await theirs.getStateVector('room')).get(7)).toBe(6);
    await theirs.destroy();
  });

  it('says so when a write comes to nothing', async () => {
    const store = await opened();
    const { room } = await read(store, 'room');
    await store.close();
    const [update = new Uint8Array()] = updatesOf(7, 1);
    expect(await append(store, room, update)).toMatchObject({ ok: false, error: { kind: 'broken' } });
    expect(await store.setTokenHash('room', 'ab')).toMatchObject({ ok: false });
    expect(await store.open('room', async () => undefined)).toMatchObject({ ok: false });
  });

  it('is held by one opener at a time', async () => {
    await opened();
    const second = await openStore(folder, () => undefined);
    expect(second).toMatchObject({ ok: false, error: { kind: 'held' } });
    expect(!second.ok && second.error.message).toContain(folder);
  });

  it('names a folder that cannot be written', async () => {
    expect(await openStore('/dev/null/ledgers', () => undefined)).toMatchObject({
      ok: false,
      error: { kind: 'unwritable' },
    });
  });
});

describe('the tokens', () => {
  const first = 'a-token-of-many-letters-1';
  const second = 'a-token-of-many-letters-2';
  const always = (): boolean => true;

  it('give a room to whoever comes first, and to nobody else, also after a restart', async () => {
    const tokens = createTokens(await opened(), always);
    expect(await tokens.check('room', first)).toBe('open');
    expect(await tokens.check('room', second)).toBe('wrong');
    await closeAll();
    const later = createTokens(await opened(), always);
    expect(await later.check('room', second)).toBe('wrong');
    expect(await later.check('room', first)).toBe('open');
  });

  it('have one winner when two come at the same moment', async () => {
    const tokens = createTokens(await opened(), always);
    const outcomes = await Promise.all([tokens.check('room', first), tokens.check('room', second)]);
    expect(outcomes).toEqual(['open', 'wrong']);
  });

  it('must be long enough to be a secret', async () => {
    const tokens = createTokens(await opened(), always);
    expect(await tokens.check('room', '')).toBe('missing');
    expect(await tokens.check('room', 'x'.repeat(21))).toBe('missing');
    expect(await tokens.check('room', 'x'.repeat(2000))).toBe('missing');
  });

  it('are kept as hashes only', async () => {
    const store = await opened();
    await createTokens(store, always).check('room', first);
    const kept = await store.tokenHash('room');
    expect(kept.ok && kept.value).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are not taken for new rooms once the relay has had enough of them', async () => {
    const tokens = createTokens(await opened(), () => false);
    expect(await tokens.check('room', first)).toBe('full');
  });
});
