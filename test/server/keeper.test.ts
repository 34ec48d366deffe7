import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { HIGH_WATER, type Link, type LinkListener } from '@/lib/sync/transport';
import { createDurableLink } from '@/server-optional/durable-link';
import { createKeeper } from '@/server-optional/keeper';
import type { Store, StoreError } from '@/server-optional/store';
import { line, must } from '../ledger/household';
import { startedBook } from './support/household';

type Outcome = Result<null, StoreError>;

/** A disk whose writes end when the test says so. */
const createSlowStore = () => {
  const writes: ((outcome: Outcome) => void)[] = [];
  const compactions: string[] = [];
  const store: Store = {
    load: async () => ok([]),
    append: () => new Promise((resolve) => writes.push(resolve)),
    compact: async (room) => {
      compactions.push(room);
      return ok(null);
    },
    tokenHash: async () => ok(null),
    setTokenHash: async () => ok(null),
    ready: async () => ok(null),
    close: async () => undefined,
  };
  const finish = async (outcome: Outcome = ok(null)): Promise<void> => {
    writes.shift()?.(outcome);
    await settled();
  };
  return { store, writes, compactions, finish };
};

/** Lets everything run that is waiting for nothing but its turn. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const setUp = (stored = 0) => {
  const disk = createSlowStore();
  const book = startedBook(1);
  let failures = 0;
  const keeper = createKeeper({
    room: 'home',
    document: book.journal,
    store: disk.store,
    stored,
    failed: () => {
      failures++;
    },
  });
  const write = (payee: string): void => {
    must(book.ledger.create('transaction', line(book.account, payee)));
  };
  const reach = (): number => book.journal.reach().get(book.journal.writer()) ?? 0;
  return { disk, keeper, write, failures: () => failures, reach };
};

/** A link that notes what leaves it. */
const createNotedLink = () => {
  const sent: number[] = [];
  const closings: string[] = [];
  let queued = 0;
  let listener: LinkListener | null = null;
  const link: Link = {
    peer: 'aaaaaaaaaaaaaaaa',
    transport: 'websocket',
    get queued() {
      return queued;
    },
    send: (frame) => {
      sent.push(frame[0] ?? -1);
    },
    close: (reason) => closings.push(reason),
    listen: (owner) => {
      listener = owner;
    },
  };
  return { link, sent, closings, heard: () => listener, queue: (bytes: number) => (queued = bytes) };
};

const frame = (mark: number, bytes = 1): Uint8Array => new Uint8Array(bytes).fill(mark);

describe('what the relay says', () => {
  it('leaves at once while the disk has everything', () => {
    const { keeper } = setUp();
    const noted = createNotedLink();
    createDurableLink(noted.link, keeper).send(frame(1));
    expect(noted.sent).toEqual([1]);
  });

  it('waits for the disk, and keeps its order', async () => {
    const { disk, keeper, write } = setUp();
    const noted = createNotedLink();
    const link = createDurableLink(noted.link, keeper);
    write('Bakery');
    link.send(frame(1));
    await settled();
    link.send(frame(2));
    expect(noted.sent).toEqual([]);
    expect(link.queued).toBe(2);
    await disk.finish();
    expect(noted.sent).toEqual([1, 2]);
    write('Butcher');
    link.send(frame(3));
    await settled();
    expect(noted.sent).toEqual([1, 2]);
    await disk.finish();
    expect(noted.sent).toEqual([1, 2, 3]);
  });

  it('never leaves when the disk fails: that is told once instead', async () => {
    const { disk, keeper, write, failures } = setUp();
    const noted = createNotedLink();
    const link = createDurableLink(noted.link, keeper);
    write('Bakery');
    link.send(frame(1));
    await settled();
    await disk.finish(fail({ kind: 'broken', message: 'disk full' }));
    link.send(frame(2));
    write('Butcher');
    await settled();
    expect(noted.sent).toEqual([]);
    expect(failures()).toBe(1);
    expect(disk.writes).toEqual([]);
  });

  it('tells the sender of bulk when there is room again', async () => {
    const { disk, keeper, write } = setUp();
    const noted = createNotedLink();
    const link = createDurableLink(noted.link, keeper);
    let drained = 0;
    link.listen({ frame: () => undefined, closed: () => undefined, drained: () => drained++ });
    write('Bakery');
    link.send(frame(1, HIGH_WATER));
    expect(drained).toBe(0);
    await settled();
    await disk.finish();
    expect(drained).toBe(1);
  });

  it('does not pile up for ever', () => {
    const { keeper, write } = setUp();
    const noted = createNotedLink();
    const link = createDurableLink(noted.link, keeper);
    write('Bakery');
    for (let index = 0; index < 17; index++) link.send(frame(1, 1024 * 1024));
    expect(noted.closings).toContain('overflow');
  });
});

describe('the keeper', () => {
  it('tells how far each journal is on the disk, once it is', async () => {
    const { disk, write, keeper, reach } = setUp();
    const told: number[] = [];
    keeper.onKept((kept) => told.push(...kept.values()));
    write('one');
    await settled();
    write('two');
    write('three');
    await settled();
    expect(told).toEqual([]);
    await disk.finish();
    expect(told).toEqual([reach() - 2]);
    await disk.finish();
    expect(told).toEqual([reach() - 2, reach()]);
    await keeper.close();
  });

  it('writes together what has grown while it was writing', async () => {
    const { disk, write, keeper } = setUp();
    write('one');
    await settled();
    for (const payee of ['two', 'three', 'four']) write(payee);
    await settled();
    expect(disk.writes).toHaveLength(1);
    await disk.finish();
    expect(disk.writes).toHaveLength(1);
    await disk.finish();
    expect(disk.writes).toHaveLength(0);
    await keeper.close();
  });

  it('makes one update of many when there are many', async () => {
    const { disk, write, keeper } = setUp(499);
    write('the five hundredth');
    await settled();
    await disk.finish();
    expect(disk.compactions).toEqual(['home']);
    await keeper.close();
    expect(disk.compactions).toEqual(['home']);
  });

  it('tidies up when a room is put away', async () => {
    const { disk, keeper } = setUp(60);
    await keeper.close();
    expect(disk.compactions).toEqual(['home']);
  });
});
