import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '@/lib/ledger/result';
import type { PeerId } from '@/lib/sync/transport';
import { createRooms } from '@/server-optional/rooms';
import type { Store, StoreError } from '@/server-optional/store';
import { systemClock } from '@/server-optional/system-clock';
import { startedBook } from './support/household';

const FULL: StoreError = { kind: 'broken', message: 'ENOSPC: no space left on device' };

/** A disk that is full until the test says otherwise. */
const createFullDisk = () => {
  let isFull = true;
  let probes = 0;
  const written: string[] = [];
  const take = async (room: string): Promise<Result<null, StoreError>> => {
    if (isFull) return fail(FULL);
    written.push(room);
    return ok(null);
  };
  const store: Store = {
    load: async () => ok([]),
    append: take,
    compact: take,
    tokenHash: async () => ok(null),
    setTokenHash: take,
    probe: async () => {
      probes++;
      return isFull ? fail(FULL) : ok(null);
    },
    close: async () => undefined,
  };
  return { store, written, probes: () => probes, clear: () => (isFull = false) };
};

const bring = async (rooms: ReturnType<typeof createRooms>, from: PeerId): Promise<boolean> => {
  const entered = await rooms.enter('home');
  if (!entered.ok) return false;
  for (const update of startedBook(1).journal.updatesSince(new Map())) entered.value.room.admit(update, from);
  await new Promise((resolve) => setImmediate(resolve));
  entered.value.leave();
  return true;
};

describe('rooms on a disk that is full', () => {
  it('let nobody in until it takes writes again, look at it once for all who knock, and say so once each', async () => {
    const disk = createFullDisk();
    const lines: string[] = [];
    const rooms = createRooms({ store: disk.store, clock: systemClock, log: (line) => lines.push(line) });
    expect(await bring(rooms, 'anna')).toBe(true);
    expect(await Promise.all(['anna', 'ben', 'cleo'].map((peer) => bring(rooms, peer)))).toEqual([
      false,
      false,
      false,
    ]);
    expect(disk.probes()).toBe(1);
    disk.clear();
    expect(await bring(rooms, 'anna')).toBe(true);
    expect(disk.written).toContain('home');
    expect(lines.filter((line) => line.includes('cannot be kept, ENOSPC'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('takes writes again'))).toHaveLength(1);
    await rooms.close();
  });
});
