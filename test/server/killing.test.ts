import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Replica } from '@/lib/sync/replica';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { RELAY } from '@/lib/sync/transport';
import { loadJournal } from '@/server-optional/load-journal';
import { openStore } from '@/server-optional/store';
import { buildRelay } from '../../scripts/build.mjs';
import { line, must } from '../ledger/household';
import { until } from '../sync/support/real-clock';
import { join as joinRelay, newBook, newToken, startedBook } from './support/household';
import { temporaryFolder } from './support/relay';

const program = fileURLToPath(new URL('support/program.mjs', import.meta.url));
const ROOM = 'home';

type Book = ReturnType<typeof startedBook>;

beforeAll(async () => {
  await buildRelay();
});

interface Run {
  readonly ws: string;
  kill(): Promise<void>;
}

const listening = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer): void => {
      said += text;
      const ready = /is ready: http:\/\/[^:]+:(\d+)/.exec(said);
      if (ready !== null) resolve(Number(ready[1]));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => reject(new Error(`the relay ended: ${said}`)));
  });

/** @param limit the largest file that the process may write, in blocks of 512 bytes: its disk is full beyond. */
const start = async (folder: string, limit?: number): Promise<Run> => {
  const args = [program, folder, '--port', '0', '--host', '127.0.0.1', '--data', join(folder, 'data')];
  const command: readonly [string, readonly string[]] =
    limit === undefined
      ? [process.execPath, args]
      : ['/bin/sh', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, ...args]];
  const child = spawn(command[0], [...command[1]], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise((resolve) => child.once('close', resolve));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  return { ws: `ws://127.0.0.1:${await listening(child)}`, kill };
};

/** What lies on the disk of a relay that is not running, as anybody would find it who opens it. */
const reachOnDisk = async (folder: string): Promise<ReadonlyMap<number, number>> => {
  const opened = await openStore(join(folder, 'data'), () => undefined);
  if (!opened.ok) throw new Error(opened.error.message);
  const { journal } = newBook('finder', 99);
  const loaded = await loadJournal(opened.value, ROOM, journal, () => undefined);
  await opened.value.close();
  if (!loaded.ok) throw new Error(loaded.error.message);
  return journal.reach();
};

const entriesIn = (reach: ReadonlyMap<number, number>): number =>
  [...reach.values()].reduce((sum, count) => sum + count, 0);

/** How far each journal of the book has been acknowledged. */
const acknowledgedBy = (replica: Replica, { journal }: Book): ReadonlyMap<number, number> =>
  new Map([...journal.reach().keys()].map((writer) => [writer, replica.heldElsewhere(writer)]));

/** Lines one after the other, as fast as they are taken in, until `isDone`. */
const keepWriting = (book: Book, isDone: () => boolean): void => {
  if (isDone()) return;
  must(book.ledger.create('transaction', line(book.account, `Shop ${book.journal.entryCount()}`)));
  setImmediate(() => keepWriting(book, isDone));
};

/** Twice: a hundred times in all. */
const ROUNDS = 50;
/** The relay is killed after so many new entries were acknowledged at most, while so many more are on their way. */
const MOST_NEW = 30;
const UNDER_WAY = 30;

describe('a relay that is killed in the middle of its work', () => {
  it.each([1, 2])(
    '[C15] has on its disk all that it acknowledged, fifty times in a row (seed %i)',
    { timeout: 180_000 },
    async (seed) => {
      const random = createSeededRandom(seed);
      const folder = await temporaryFolder();
      const [book, token] = [startedBook(seed), newToken()];
      for (let round = 0; round < ROUNDS; round++) {
        const run = await start(folder);
        const replica = joinRelay(run.ws, ROOM, token, book.journal);
        const wanted = book.journal.entryCount() + 1 + Math.floor(random() * MOST_NEW);
        let isDone = false;
        keepWriting(book, () => isDone || book.journal.entryCount() > wanted + UNDER_WAY);
        await until('it acknowledges', () => entriesIn(acknowledgedBy(replica, book)) >= wanted);
        await run.kill();
        isDone = true;
        const acknowledged = acknowledgedBy(replica, book);
        replica.stop();
        const onDisk = await reachOnDisk(folder);
        for (const [writer, count] of acknowledged)
          expect(onDisk.get(writer) ?? 0, `round ${round}`).toBeGreaterThanOrEqual(count);
      }
    },
  );
});

describe('a relay whose disk is full', () => {
  it('says so, has what it acknowledged, and gets the rest from who kept it', async () => {
    const folder = await temporaryFolder();
    const [book, token] = [startedBook(3), newToken()];
    const tight = await start(folder, 64);
    const replica = joinRelay(tight.ws, ROOM, token, book.journal);
    const writer = book.journal.writer();
    const isFull = (): boolean => replica.status().troubles.some(({ trouble }) => trouble.kind === 'disk');
    keepWriting(book, isFull);
    await until('the disk is full', isFull);
    const acknowledged = replica.heldElsewhere(writer);
    await tight.kill();
    replica.stop();
    expect(acknowledged).toBeLessThan(book.journal.entryCount());
    expect((await reachOnDisk(folder)).get(writer) ?? 0).toBeGreaterThanOrEqual(acknowledged);

    const roomy = await start(folder);
    const again = joinRelay(roomy.ws, ROOM, token, book.journal);
    const count = book.journal.reach().get(writer) ?? 0;
    await until('all is on the disk', () => again.holdersOf(writer, count).includes(RELAY));
  });
});
