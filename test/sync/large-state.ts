/**
 * A book of 50 MB passes between two replicas over any transport, and the one that receives it shows how far it is.
 * It does not know the transport, nor the program that runs it: it says by throwing that a promise was not kept.
 */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import type { Clock } from '@/lib/sync/clock';
import { createReplica, type Replica } from '@/lib/sync/replica';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import { RELAY } from '@/lib/sync/transport';
import type { Pair, Side } from './transport-cases';

const ENTRIES = 3_200;
/** ENTRIES such memos are 51 MB. */
const MEMO = 'a memo of many pages '.repeat(760);
const AT_ONCE = 200;
/** So many looks at a replica that has received nothing since end the wait. */
const PATIENCE = 1_000;
const FEWEST_STEPS = 10;

const writeLargeBook = (journal: Journal): void => {
  for (let written = 0; written < ENTRIES; written += AT_ONCE) {
    const lead = journal.latestTime() + 1;
    journal.append((_, clock) =>
      Array.from({ length: AT_ONCE }, () => [1, lead - Math.min(lead - 1, clock), 0, null, 0, 't', MEMO, 1]),
    );
  }
};

const enter = ({ peer, transport }: Side, document: Journal, clock: Clock): Replica => {
  const role = peer === RELAY ? 'server' : 'peer';
  const replica = createReplica({
    self: { peer, role, joinedAt: clock.now() },
    token: '',
    document,
    transports: [transport],
    strategy: nearestPeer,
    clock,
    random: createSeededRandom(3),
  });
  replica.start();
  return replica;
};

/** @param pass lets a little time go by. */
export const passLargeState = async (
  { left, right }: Pair,
  clock: Clock,
  pass: () => Promise<unknown>,
): Promise<void> => {
  let writers = 0;
  const [source, copy] = [createJournal(() => ++writers), createJournal(() => 1_000 + ++writers)];
  writeLargeBook(source);
  const replicas = [enter(left, source, clock), enter(right, copy, clock)];
  const shown = new Set<number>();
  let vain = 0;
  let before = 0;
  while (copy.entryCount() < ENTRIES) {
    await pass();
    const progress = replicas[1]?.status().progress;
    if (progress) shown.add(progress.entries / progress.of);
    vain = copy.entryCount() === before ? vain + 1 : 0;
    before = copy.entryCount();
    if (vain > PATIENCE) throw new Error(`nothing came after ${before} of ${ENTRIES} entries`);
  }
  for (const replica of replicas) replica.stop();
  if (source.digest().hash.join() !== copy.digest().hash.join()) throw new Error('the copies differ');
  if (shown.size < FEWEST_STEPS) throw new Error(`only ${shown.size} steps of progress were shown`);
};
