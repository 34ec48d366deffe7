import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openStore, type Store } from '@/server-optional/store';
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

const contentOf = async (store: Store, room: string): Promise<unknown[]> => {
  const loaded = await store.load(room);
  if (!loaded.ok) throw new Error(loaded.error.message);
  const doc = new Y.Doc();
  for (const update of loaded.value) Y.applyUpdate(doc, update);
  return doc.getArray('journal').toJSON();
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wespend-store-'));
});

afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true, force: true });
});

describe('the store', () => {
  it('has after a restart what it said was stored', async () => {
    const store = await opened();
    for (const update of updatesOf(7, 3))
      expect(await store.append('room', update)).toEqual({ ok: true, value: null });
    await closeAll();
    expect(await contentOf(await opened(), 'room')).toEqual([0, 1, 2]);
  });

  it('keeps everything when it makes one update of many, and rooms apart', async () => {
    const store = await opened();
    for (const update of updatesOf(7, 20)) await store.append('room', update);
    for (const update of updatesOf(8, 2)) await store.append('other', update);
    expect((await store.compact('room')).ok).toBe(true);
    const loaded = await store.load('room');
    expect(loaded.ok && loaded.value.length).toBe(1);
    expect(await contentOf(store, 'room')).toHaveLength(20);
    expect(await contentOf(store, 'other')).toEqual([0, 1]);
  });

  it('says so when a write comes to nothing', async () => {
    const store = await opened();
    await store.close();
    const [update = new Uint8Array()] = updatesOf(7, 1);
    expect(await store.append('room', update)).toMatchObject({ ok: false, error: { kind: 'broken' } });
    expect(await store.setTokenHash('room', 'ab')).toMatchObject({ ok: false });
    expect(await store.load('room')).toMatchObject({ ok: false });
    expect(await store.compact('room')).toMatchObject({ ok: false });
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
