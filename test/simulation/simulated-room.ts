/** A room of replicas on the simulated network, in virtual time and from one seed: what the simulation tests play with. */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { decodeFrame } from '@/lib/sync/frame-codec';
import type { Frame } from '@/lib/sync/frames';
import { createReplica, type Replica } from '@/lib/sync/replica';
import type { Role } from '@/lib/sync/room';
import type { Strategy } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { createSimulatedNetwork, type SimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock, type VirtualClock } from '@/lib/sync/virtual-clock';
import { createDice, type Dice, drawWriter } from '../random';

export interface Inhabitant {
  readonly peer: PeerId;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly replica: Replica;
}

export interface TracedFrame {
  readonly at: number;
  readonly from: PeerId;
  readonly to: PeerId;
  readonly frame: Frame;
  readonly bytes: number;
}

export interface SimulatedRoom {
  readonly dice: Dice;
  readonly clock: VirtualClock;
  readonly network: SimulatedNetwork;
  readonly trace: TracedFrame[];
  /** Joins a new peer; its replica is started at once. */
  join(peer: PeerId, strategy: Strategy, role?: Role): Inhabitant;
  /** Writes `count` transactions on this peer's ledger. */
  write(inhabitant: Inhabitant, count: number): void;
}

export interface RoomOptions {
  readonly delay?: readonly [number, number];
  /** Bytes per ms of each link. */
  readonly bandwidth?: number;
}

const account = '0.0';

export const createSimulatedRoom = (seed: number, options: RoomOptions = {}): SimulatedRoom => {
  const dice = createDice(seed);
  const clock = createVirtualClock();
  const [shortest, longest] = options.delay ?? [5, 40];
  const trace: TracedFrame[] = [];
  const network = createSimulatedNetwork({
    clock,
    random: dice.next,
    delay: (random) => shortest + (longest - shortest) * random(),
    ...(options.bandwidth === undefined ? {} : { bandwidth: options.bandwidth }),
    onFrame: (from, to, bytes) => {
      const frame = decodeFrame(bytes);
      if (frame.ok) trace.push({ at: clock.now(), from, to, frame: frame.value, bytes: bytes.length });
    },
  });
  return {
    dice,
    clock,
    network,
    trace,
    join: (peer, strategy, role = 'peer') => {
      const journal = createJournal(drawWriter(dice));
      const ledger = createLedger({ journal, now: () => 1_790_000_000_000 + clock.now() });
      const replica = createReplica({
        self: { peer, role, joinedAt: clock.now() },
        token: '',
        document: journal,
        transports: [network.attach(peer, role)],
        strategy,
        clock,
        random: dice.next,
      });
      replica.start();
      return { peer, journal, ledger, replica };
    },
    write: ({ journal, ledger }, count) => {
      if (ledger.identity() === null) {
        const member = ledger.create('member', { name: 'somebody', color: 0 });
        if (!member.ok) throw new Error(member.error.kind);
        const device = ledger.create('device', { name: 'a device', member: member.value });
        if (device.ok) ledger.identify(device.value);
      }
      for (let index = 0; index < count; index++) {
        const time = journal.latestTime() + 1;
        const what = ['2026-01-01', account, dice.below(10_000), `shop ${dice.below(50)}`];
        journal.append((_, clock) => [[1, time - clock, 0, null, 0, 't', ...what, 1]]);
      }
    },
  };
};

/** Everything that agreement means: equal folds and equal content digests. */
const pictureOf = ({ journal, ledger }: Inhabitant): string =>
  JSON.stringify([
    [...journal.digest().hash],
    ledger.register(account).window(0, 100_000),
    ledger.openConflicts(),
  ]);

export const agree = (inhabitants: readonly Inhabitant[]): boolean =>
  new Set(inhabitants.map(pictureOf)).size === 1;
