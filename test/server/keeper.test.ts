import { describe, expect, it } from 'vitest';
import { fail, ok } from '@/lib/ledger/result';
import { encodeFrame } from '@/lib/sync/frame-codec';
import type { Frame } from '@/lib/sync/frames';
import { HIGH_WATER, type Link, type LinkListener } from '@/lib/sync/transport';
import { createBacklogs } from '@/server-optional/backlog';
import { createDurableLink } from '@/server-optional/durable-link';
import { createFlushQueue, type Written } from '@/server-optional/flush-queue';
import { createKeeper } from '@/server-optional/keeper';
import type { Operation } from '@/server-optional/ledger-database';
import { createStoredRoom } from '@/server-optional/stored-room';
import { line, must } from '../ledger/household';
import { newBook, startedBook } from './support/household';

/** A disk whose writes end when the test says so. */
const createSlowDisk = () => {
  const writes: ((outcome: Written) => void)[] = [];
  const content = new Map<string, Uint8Array>();
  /** The most that it held at a time, and what it held after each write. */
  const states: ReadonlyMap<string, Uint8Array>[] = [];
  const apply = (operation: Operation): void => {
    const key = operation.key.join('/');
    if (operation.type === 'put') content.set(key, operation.value);
    else content.delete(key);
  };
  const queue = createFlushQueue(async (operations) => {
    const outcome = await new Promise<Written>((resolve) => writes.push(resolve));
    if (!outcome.ok) return outcome;
    for (const operation of operations) apply(operation);
    states.push(new Map(content));
    return outcome;
  });
  const finish = async (outcome: Written = ok(null)): Promise<void> => {
    writes.shift()?.(outcome);
    await settled();
  };
  const finishAll = async (): Promise<void> => {
    await settled();
    while (writes.length > 0) await finish();
  };
  return { store: { flush: queue.add }, writes, states, content, finish, finishAll };
};

/** Lets everything run that is waiting for nothing but its turn. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Small updates that are on the disk already, by their numbers. */
const small = (count: number): ReadonlyMap<number, number> =>
  new Map(Array.from({ length: count }, (_, number) => [number, 40]));

const setUp = (stored = 0, disk = createSlowDisk(), room = 'home') => {
  const book = startedBook(1);
  const backlog = createBacklogs({ room: 1_000, all: 2_000 }).open();
  let failures = 0;
  const keeper = createKeeper({
    document: book.journal,
    store: disk.store,
    stored: createStoredRoom(room, small(stored)),
    holdsMore: false,
    backlog,
    failed: () => {
      failures++;
    },
  });
  const write = (payee: string): void => {
    must(book.ledger.create('transaction', line(book.account, payee)));
  };
  const reach = (): number => book.journal.reach().get(book.journal.writer()) ?? 0;
  return { disk, book, backlog, keeper, write, failures: () => failures, reach };
};

/** A link that notes what leaves it. */
const createNotedLink = () => {
  const sent: Uint8Array[] = [];
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
      sent.push(frame);
    },
    close: (reason) => closings.push(reason),
    listen: (owner) => {
      listener = owner;
    },
  };
  return { link, sent, closings, heard: () => listener, queue: (bytes: number) => (queued = bytes) };
};

const bytesOf = (frame: Frame): Uint8Array => encodeFrame(frame);

const digest = (entries: number): Uint8Array =>
  bytesOf({ type: 'digest', digest: { entries, hash: new Uint8Array(16) } });
const reachOf = (count: number): ReadonlyMap<number, number> => new Map([[7, count]]);
const ranges = [{ writer: 7, from: 0, to: 1 }];
const prints = [{ writer: 7, clock: 1, print: new Uint8Array(8) }];
const update = bytesOf({ type: 'update', update: new Uint8Array([0, 0]) });

describe('what the relay says', () => {
  it('leaves at once while the disk has everything', () => {
    const { keeper } = setUp();
    const noted = createNotedLink();
    createDurableLink(noted.link, keeper).send(digest(1));
    expect(noted.sent).toEqual([digest(1)]);
  });

  it.each<[string, Frame]>([
    ['a digest', { type: 'digest', digest: { entries: 1, hash: new Uint8Array(16) } }],
    ['a question that names all that is here', { type: 'want', request: 1, reach: reachOf(1) }],
    ['an announcement', { type: 'have', ranges }],
    ['prints', { type: 'prints', request: 1, buckets: [0], prints }],
    ['fingerprints', { type: 'fingerprints', prints }],
    ['a proof', { type: 'proof', request: 1, clock: 1, print: new Uint8Array(16) }],
  ])('[C15] waits for the disk where it says what is here: %s', async (_what, frame) => {
    const { disk, keeper, write } = setUp();
    const noted = createNotedLink();
    write('Bakery');
    createDurableLink(noted.link, keeper).send(bytesOf(frame));
    await settled();
    expect(noted.sent).toEqual([]);
    await disk.finish();
    expect(noted.sent).toEqual([bytesOf(frame)]);
  });

  it.each<[string, Frame]>([
    ['an update', { type: 'update', update: new Uint8Array([0, 0]) }],
    ['a batch', { type: 'batch', request: 1, update: new Uint8Array([0, 0]) }],
    ['the end of an answer', { type: 'done', request: 1 }],
    ['a question of a stock client', { type: 'step1', reach: reachOf(1) }],
    ['what is kept', { type: 'kept', reach: reachOf(1) }],
    ['a sign of life', { type: 'pong', nonce: 1 }],
  ])('[C15] waits for no disk where it says nothing of what is here: %s', (_what, frame) => {
    const { keeper, write } = setUp();
    const noted = createNotedLink();
    write('Bakery');
    createDurableLink(noted.link, keeper).send(bytesOf(frame));
    expect(noted.sent).toEqual([bytesOf(frame)]);
  });

  it('[C15] keeps its order among what waits', async () => {
    const { disk, keeper, write } = setUp();
    const noted = createNotedLink();
    const link = createDurableLink(noted.link, keeper);
    write('Bakery');
    link.send(digest(1));
    await settled();
    write('Butcher');
    link.send(digest(2));
    link.send(update);
    expect(noted.sent).toEqual([update]);
    expect(link.queued).toBe(2 * digest(1).length);
    await disk.finish();
    expect(noted.sent).toEqual([update, digest(1)]);
    await disk.finish();
    expect(noted.sent).toEqual([update, digest(1), digest(2)]);
  });

  it('never leaves when the disk fails: that is told once instead', async () => {
    const { disk, keeper, write, failures } = setUp();
    const noted = createNotedLink();
    const link = createDurableLink(noted.link, keeper);
    write('Bakery');
    link.send(digest(1));
    await settled();
    await disk.finish(fail({ kind: 'broken', message: 'disk full' }));
    link.send(digest(2));
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
    link.send(new Uint8Array(HIGH_WATER).fill(65));
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
    for (let index = 0; index < 17; index++) link.send(new Uint8Array(1024 * 1024).fill(65));
    expect(noted.closings).toContain('overflow');
  });
});

/** Entries that a newcomer finds on the disk. */
const foundIn = (content: ReadonlyMap<string, Uint8Array>): number => {
  const { journal } = newBook('finder', 99);
  journal.admitAll(
    [...content].filter(([key]) => key.includes('/update/')).map(([, bytes]) => bytes),
    'storage',
  );
  return journal.entryCount();
};

const updatesIn = (content: ReadonlyMap<string, Uint8Array>): number =>
  [...content.keys()].filter((key) => key.includes('/update/')).length;

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

  it('shares one write with all rooms that have something waiting', async () => {
    const disk = createSlowDisk();
    const rooms = ['one', 'two', 'three'].map((room) => setUp(0, disk, room));
    const [first] = rooms;
    first?.write('before');
    await settled();
    for (const { write } of rooms) write('together');
    const kept: string[] = [];
    for (const [index, { keeper }] of rooms.entries()) keeper.onKept(() => kept.push(`room ${index}`));
    await settled();
    expect(disk.writes).toHaveLength(1);
    await disk.finish();
    expect(kept).toEqual(['room 0']);
    expect(disk.writes).toHaveLength(1);
    await disk.finish();
    expect(kept).toEqual(['room 0', 'room 0', 'room 1', 'room 2']);
    expect(disk.writes).toEqual([]);
  });

  it('is full while more waits for the disk than may, and says when there is room', async () => {
    const { disk, keeper, write, backlog } = setUp();
    write('one');
    keeper.received(999);
    expect(backlog.isFull).toBe(false);
    await settled();
    write('two');
    keeper.received(501);
    expect(backlog.isFull).toBe(true);
    let hasRoom = false;
    backlog.whenRoom(() => {
      hasRoom = true;
    });
    await disk.finish();
    expect(backlog.isFull).toBe(false);
    expect(hasRoom).toBe(false);
    await disk.finish();
    expect(hasRoom).toBe(true);
    expect(backlog.bytes).toBe(0);
  });

  it('writes a room of many small updates anew, and has all of it on the disk after each write', async () => {
    const disk = createSlowDisk();
    const { book, write, keeper } = setUp(0, disk);
    const writeOne = async (payee: string): Promise<void> => {
      write(payee);
      await disk.finishAll();
    };
    for (let index = 0; index < 520; index++) await writeOne(`Shop ${index}`);
    expect(updatesIn(disk.content)).toBeLessThan(50);
    // The account and its like were written before anybody listened: they come to the disk with the first compaction.
    expect(foundIn(disk.content)).toBe(book.journal.entryCount());
    const counts = disk.states.map(foundIn);
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
    await keeper.close();
  });

  it('stores what comes while a room is written anew', async () => {
    const disk = createSlowDisk();
    const { book, write, keeper } = setUp(600, disk);
    write('begins it');
    await settled();
    await disk.finish();
    write('comes meanwhile');
    await disk.finishAll();
    expect(foundIn(disk.content)).toBe(book.journal.entryCount());
    await keeper.close();
  });

  it('tidies up when a room is put away', async () => {
    const { disk, book, keeper } = setUp(60);
    const closed = keeper.close();
    await disk.finishAll();
    await closed;
    expect(updatesIn(disk.content)).toBe(1);
    expect(foundIn(disk.content)).toBe(book.journal.entryCount());
  });

  it('leaves on the disk what the door did not let in', async () => {
    const disk = createSlowDisk();
    const book = startedBook(1);
    const keeper = createKeeper({
      document: book.journal,
      store: disk.store,
      stored: createStoredRoom('home', small(600)),
      holdsMore: true,
      backlog: createBacklogs({ room: 1, all: 1 }).open(),
      failed: () => undefined,
    });
    must(book.ledger.create('transaction', line(book.account, 'Bakery')));
    await disk.finishAll();
    await keeper.close();
    expect(updatesIn(disk.content)).toBe(1);
  });
});
