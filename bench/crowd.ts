/**
 * A crowd of replicas on the simulated network, and what it costs to keep them alike: messages, bytes, hops.
 * It does not know what the figures are compared with.
 */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import { newPeerId } from '@/lib/sync/peer-id';
import { createReplica } from '@/lib/sync/replica';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { Strategy } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { createSimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock } from '@/lib/sync/virtual-clock';

export interface CrowdPlan {
  readonly seed: number;
  readonly peers: number;
  readonly strategy: Strategy;
  readonly perSecond: number;
  /** For so many seconds, after as many that are not counted. */
  readonly seconds: number;
  /** How long the room is left alone before, in seconds. */
  readonly settling: number;
  /** Breaks one link a second. */
  readonly churn?: boolean;
}

export interface CrowdCosts {
  /** Updates and batches, for each update and each peer that had to have it. */
  readonly payloads: number;
  /** Frames of any kind, and their bytes, on the same scale. */
  readonly frames: number;
  readonly bytes: number;
  /** Those of them that carry entries, and those that tell who is here. */
  readonly dataBytes: number;
  readonly presenceBytes: number;
  /** Neighbors that the last peer was away from the author, the median of all updates. */
  readonly hops: number;
  readonly agreed: boolean;
  /** Simulated time over real time, while it is counted. */
  readonly pace: number;
}

const UPDATE = 0;
const BATCH = 67;
/** presence, board and marks. */
const PRESENCE = new Set([72, 89, 90]);
/** `0 2` is an update, `0 1` and `0 0` are not. */
const isPayload = (frame: Uint8Array): boolean =>
  frame[0] === BATCH || (frame[0] === UPDATE && frame[1] === 2);

const write = (journal: Journal): void => {
  const time = journal.latestTime() + 1;
  journal.append((_, clock) => [[1, time - clock, 0, null, 0, 't', '2026-01-01', 'a', 100, 'shop', 1]]);
};

/** How far each entry has come: by whom it was brought says how many hops it took. */
const createHopCount = () => {
  const hopsTo = new Map<string, number>();
  const furthest = new Map<string, number>();
  return {
    watch: (peer: PeerId, journal: Journal): void => {
      journal.onGrowth((ranges, origin) => {
        for (const { writer, to } of ranges) {
          const hops = origin === 'local' ? 0 : (hopsTo.get(`${origin} ${writer} ${to}`) ?? 0) + 1;
          hopsTo.set(`${peer} ${writer} ${to}`, hops);
          furthest.set(`${writer} ${to}`, Math.max(furthest.get(`${writer} ${to}`) ?? 0, hops));
        }
      });
    },
    begin: (): void => {
      furthest.clear();
      hopsTo.clear();
    },
    median: (): number => {
      const sorted = [...furthest.values()].sort((one, other) => one - other);
      return sorted[sorted.length >> 1] ?? 0;
    },
  };
};

const JOINING_MS = 20;

interface Counted {
  payloads: number;
  frames: number;
  bytes: number;
  dataBytes: number;
  presenceBytes: number;
}

const nothing: Counted = { payloads: 0, frames: 0, bytes: 0, dataBytes: 0, presenceBytes: 0 };

const count = (counted: Counted, frame: Uint8Array): void => {
  counted.frames++;
  counted.bytes += frame.length;
  if (PRESENCE.has(frame[0] ?? 0)) counted.presenceBytes += frame.length;
  if (!isPayload(frame)) return;
  counted.payloads++;
  counted.dataBytes += frame.length;
};

export const runCrowd = (plan: CrowdPlan): CrowdCosts => {
  const random = createSeededRandom(plan.seed);
  const clock = createVirtualClock();
  const counted = { ...nothing };
  const network = createSimulatedNetwork({
    clock,
    random,
    delay: (draw) => 5 + 35 * draw(),
    onFrame: (_from, _to, frame) => count(counted, frame),
  });
  const hops = createHopCount();
  const journals = Array.from({ length: plan.peers }, () => {
    const peer = newPeerId(random);
    const journal = createJournal(() => Math.floor(random() * 2 ** 53));
    hops.watch(peer, journal);
    createReplica({
      self: { peer, role: 'peer', joinedAt: clock.now() },
      token: '',
      document: journal,
      transports: [network.attach(peer)],
      strategy: plan.strategy,
      clock,
      random,
    }).start();
    clock.advance(JOINING_MS);
    return journal;
  });
  clock.advance(1_000 * plan.settling);

  const work = (): void => {
    for (let left = plan.seconds * plan.perSecond; left > 0; left--) {
      const author = journals[Math.floor(random() * journals.length)];
      if (author !== undefined) write(author);
      const links = plan.churn === true && left % plan.perSecond === 0 ? network.links() : [];
      const broken = links[Math.floor(random() * links.length)];
      if (broken !== undefined) network.breakLink(...broken);
      clock.advance(1_000 / plan.perSecond);
    }
  };
  work();
  Object.assign(counted, nothing);
  hops.begin();
  const started = performance.now();
  work();
  const pace = (1_000 * plan.seconds) / (performance.now() - started);
  clock.advance(3_000);
  const due = plan.seconds * plan.perSecond * (plan.peers - 1);
  const prints = new Set(journals.map((journal) => journal.digest().hash.join(' ')));
  return {
    payloads: counted.payloads / due,
    frames: counted.frames / due,
    bytes: counted.bytes / due,
    dataBytes: counted.dataBytes / due,
    presenceBytes: counted.presenceBytes / due,
    hops: hops.median(),
    agreed: prints.size === 1,
    pace,
  };
};
