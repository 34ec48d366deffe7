/**
 * One peer of a simulated room: its journal and its replica, with a gate between it and the network through which it can
 * be watched, killed, and made a black hole. It does not know the others.
 */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import type { Clock, Random } from '@/lib/sync/clock';
import { type ClockFace, createClockFace } from '@/lib/sync/clock-face';
import { createReplica, type Replica } from '@/lib/sync/replica';
import type { Role } from '@/lib/sync/room';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { Admission, Range } from '@/lib/sync/shared-document';
import type { Plan, Strategy } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import type { SimulatedNetwork } from '@/lib/sync/transports/simulated';
import { type FrameKind, kindOf } from './frame-kinds';
import { createGatedTransport } from './gated-transport';

/** `black-hole`: alive, takes everything, does no work. */
export type Health = 'well' | 'black-hole' | 'gone';

export interface Inhabitant {
  readonly who: number;
  readonly place: number;
  readonly peer: PeerId;
  readonly journal: Journal;
  readonly replica: Replica;
  health(): Health;
  /** What its strategy said last. */
  plan(): Plan;
  /** Writes so many transactions at once; the range is that of the last ones. */
  write(count: number): Range;
  becomeBlackHole(): void;
  /** At once, without a goodbye: nothing ever happens at this peer again. */
  kill(): void;
  leave(): void;
}

export interface Arrived {
  readonly from: PeerId;
  readonly kind: FrameKind;
  readonly frame: Uint8Array;
  /** Of a payload's bytes those that brought nothing new. */
  readonly redundant: number;
}

export interface InhabitantNeeds {
  readonly who: number;
  readonly place: number;
  readonly peer: PeerId;
  readonly role: Role;
  readonly strategy: Strategy;
  readonly network: SimulatedNetwork;
  readonly clock: Clock;
  readonly random: Random;
  readonly seed: number;
  readonly arrived: (arrived: Arrived) => void;
  readonly gained: (ranges: readonly Range[]) => void;
}

/** A writer's id as the program draws it: 53 bits. */
const writerDrawing = (random: Random) => (): number =>
  1 + Math.floor(random() * 2 ** 31) * 2 ** 21 + Math.floor(random() * 2 ** 21);

const count = (ranges: readonly Range[]): number => ranges.reduce((sum, { from, to }) => sum + to - from, 0);

/** The part of an update that was here before. */
const knownShare = ({ accepted, known }: Admission): number => {
  const [fresh, old] = [count(accepted), count(known)];
  return fresh + old === 0 ? 0 : old / (fresh + old);
};

/** A black hole goes on saying that it is there. */
const isSignOfLife = (frame: Uint8Array): boolean => {
  const kind = kindOf(frame);
  return kind === 'presence' || kind === 'upkeep';
};

const shops = ['Bakery', 'Market', 'Kiosk', 'Pharmacy', 'Bookshop', 'Garage', 'Florist', 'Cinema'];

/** The entry that a plain payment makes: the birth of a transaction. */
const payment = (lead: number, random: Random) => {
  const shop = shops[Math.floor(random() * shops.length)] ?? '';
  return [1, lead, 0, null, 0, 't', '2026-01-01', '0.0', -Math.floor(random() * 10_000), shop, 1] as const;
};

export const createInhabitant = (needs: InhabitantNeeds): Inhabitant => {
  const { who, place, peer, role, network, clock, random } = needs;
  const own = createSeededRandom(needs.seed * 1_009 + who);
  const journal = createJournal(writerDrawing(own));
  const face: ClockFace = createClockFace(clock);
  let health: Health = 'well';
  let plan: Plan = { neighbors: [], stalled: null };
  /** Of the frame that is being handed over. */
  let share = 0;

  const inner = network.attach(peer, role);
  const transport = createGatedTransport(inner, {
    passesOut: (frame) => health === 'well' || (health === 'black-hole' && isSignOfLife(frame)),
    arrived: (from, frame, hand) => {
      if (health === 'gone') return;
      share = 0;
      face.run(hand);
      needs.arrived({ from, kind: kindOf(frame), frame, redundant: Math.round(share * frame.length) });
    },
    told: face.run,
  });
  const replica = createReplica({
    self: { peer, role, joinedAt: clock.now() },
    token: '',
    document: {
      ...journal,
      admit: (update, origin) => {
        const admission = journal.admit(update, origin);
        share = knownShare(admission);
        return admission;
      },
    },
    transports: [transport],
    strategy: (room) => {
      plan = needs.strategy(room);
      return plan;
    },
    clock: face,
    random,
  });
  journal.onGrowth(needs.gained);

  return {
    who,
    place,
    peer,
    journal,
    replica,
    health: () => health,
    plan: () => plan,
    write: (lines) =>
      journal.append((_, first) => {
        const lead = journal.latestTime() + 1 - first;
        return Array.from({ length: lines }, () => payment(lead, own));
      }),
    becomeBlackHole: () => {
      health = 'black-hole';
    },
    kill: () => {
      health = 'gone';
      face.kill();
      inner.stop();
    },
    leave: () => {
      replica.stop();
      health = 'gone';
      face.kill();
    },
  };
};
