/** One simulated room with all that its peers need to live, die and come back: programs, clocks, disks and a network. */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { type ClockFace, createClockFace } from '@/lib/sync/clock-face';
import { createReplica, type Replica } from '@/lib/sync/replica';
import { strategies } from '@/lib/sync/strategies/by-name';
import type { Strategy } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { createSimulatedNetwork, type SimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock, type VirtualClock } from '@/lib/sync/virtual-clock';
import { createDice, type Dice, drawWriter } from '../random';
import { type BlackHole, createBlackHole } from './black-hole';
import { createDisk, createForkedJournal, type Disk } from './disk';
import { carriesEntries, createFrameLog, type FrameLog } from './frame-log';
import { admitHostile } from './hostile';
import { isWrongAbout, mistakenly } from './mistaken-strategy';
import type { Happening, HostileManner, Restored, Scenario } from './scenario';
import { createWitness, type Written } from './witness';

/** One run of the program at one place. */
export interface Tenant {
  readonly place: number;
  readonly peer: PeerId;
  readonly isRelay: boolean;
  readonly face: ClockFace;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly replica: Replica;
  readonly hole: BlackHole;
  readonly strategy: Strategy;
  readonly startedAt: number;
  readonly view: ViewOfServer;
}

/** When a peer took another server than it had. */
export interface ChangeOfServer {
  readonly at: number;
  readonly from: PeerId | null;
  readonly to: PeerId | null;
}

/** Whom a peer holds to be the elected server. */
export interface ViewOfServer {
  server: PeerId | null;
  /** Since the peer has been here for a while. */
  changes: ChangeOfServer[];
}

export interface World {
  readonly scenario: Scenario;
  readonly clock: VirtualClock;
  readonly network: SimulatedNetwork;
  readonly dice: Dice;
  readonly frames: FrameLog;
  /** Those that run now, by place. */
  readonly tenants: ReadonlyMap<number, Tenant>;
  readonly disks: ReadonlyMap<number, Disk>;
  /** Every entry as its author wrote it, by writer. */
  readonly written: ReadonlyMap<number, readonly Written[]>;
  /** At which place the peer of this name runs or ran. */
  placeOf(peer: PeerId): number;
  /** At which place a happening took effect that was meant for one peer. */
  readonly struck: Map<Happening, number>;
  /** Writers whose journal went on in two ways. */
  readonly forked: ReadonlySet<number>;
  start(place: number, restored: Restored): void;
  leave(place: number): void;
  crash(place: number, heardAfterMs: number | null): void;
  /** One more peer, at a place of its own. */
  join(): number;
  admitHostile(manner: HostileManner, forMs: number): void;
}

const EPOCH = 1_790_000_000_000;
/** Whoever comes into a room takes so long to hear who has been here longest. */
const ACQUAINTING_MS = 4_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export const createWorld = (scenario: Scenario): World => {
  const dice = createDice(scenario.seed);
  const clock = createVirtualClock();
  const frames = createFrameLog();
  const [shortest, longest] = scenario.delay;
  const network = createSimulatedNetwork({
    clock,
    random: dice.next,
    delay: (random) => shortest + (longest - shortest) * random(),
    ...(scenario.bandwidth === null ? {} : { bandwidth: scenario.bandwidth }),
    onFrame: (from, to, bytes) => frames.note(clock.now(), from, to, bytes),
  });
  const tenants = new Map<number, Tenant>();
  const disks = new Map<number, Disk>();
  const lastWriters = new Map<number, number>();
  const witness = createWitness();
  const forked = new Set<number>();
  const runs = new Map<number, number>();
  let places = 0;
  let strangers = 0;

  const placeOf = (peer: PeerId): number => Number(peer.slice(2, 4));

  const strategyOf = (place: number, view: ViewOfServer): Strategy => {
    const plain = strategies[scenario.strategy];
    const isWrong = (peer: PeerId): boolean => isWrongAbout(scenario.seed, place, placeOf(peer));
    const strategy = scenario.isMistaken ? mistakenly(plain, isWrong) : plain;
    const settled = clock.now() + ACQUAINTING_MS;
    return (room) => {
      const plan = strategy(room);
      const server = plan.server ?? null;
      if (clock.now() > settled && view.server !== server)
        view.changes.push({ at: clock.now(), from: view.server, to: server });
      view.server = server;
      return plan;
    };
  };

  const nameOf = (place: number): PeerId => {
    if (scenario.hasRelay && place === 0) return 'relay';
    const run = (runs.get(place) ?? 0) + 1;
    runs.set(place, run);
    const letter = (): string => LETTERS.charAt(dice.below(26));
    return `${letter()}${letter()}${String(place).padStart(2, '0')}.${run}`;
  };

  const openJournal = (place: number, disk: Disk, restored: Restored): Journal => {
    const lastWriter = lastWriters.get(place);
    if (restored !== 'disk') disk.restoreSnapshot(dice);
    if (restored === 'fork' && lastWriter !== undefined) {
      forked.add(lastWriter);
      return createForkedJournal(disk, lastWriter, drawWriter(dice));
    }
    const journal = createJournal(drawWriter(dice));
    disk.load(journal);
    return journal;
  };

  const faceOf = (): ClockFace =>
    scenario.hasSkewedClocks
      ? createClockFace(clock, { skewMs: dice.below(7_200_000), rate: 0.999 + 0.002 * dice.next() })
      : createClockFace(clock);

  const diskOf = (place: number): Disk => {
    const disk = disks.get(place) ?? createDisk(dice);
    disks.set(place, disk);
    return disk;
  };

  const start = (place: number, restored: Restored): void => {
    const isRelay = scenario.hasRelay && place === 0;
    const peer = nameOf(place);
    const role = isRelay ? 'server' : 'peer';
    const face = faceOf();
    const disk = diskOf(place);
    const journal = openJournal(place, disk, restored);
    lastWriters.set(place, journal.writer());
    const ledger = createLedger({ journal, now: () => EPOCH + face.now() });
    witness.watch(journal);
    disk.keep(journal, face);
    const hole = createBlackHole();
    const view: ViewOfServer = { server: null, changes: [] };
    const strategy = strategyOf(place, view);
    const replica = createReplica({
      self: { peer, role, joinedAt: EPOCH + Math.round(face.now()) },
      token: '',
      document: hole.within(journal),
      transports: [hole.around(network.attach(peer, role, face), face)],
      strategy,
      clock: face,
      random: dice.next,
    });
    const startedAt = clock.now();
    const tenant = { place, peer, isRelay, face, journal, ledger, replica, hole, strategy, startedAt, view };
    tenants.set(place, tenant);
    replica.start();
  };

  const end = (place: number): Tenant | undefined => {
    const tenant = tenants.get(place);
    tenants.delete(place);
    if (tenant !== undefined) lastWriters.set(place, tenant.journal.writer());
    return tenant;
  };

  return {
    scenario,
    clock,
    network,
    dice,
    frames,
    tenants,
    disks,
    written: witness.written,
    forked,
    struck: new Map(),
    placeOf,
    start: (place, restored) => {
      places = Math.max(places, place + 1);
      if (!tenants.has(place)) start(place, restored);
    },
    leave: (place) => {
      const tenant = end(place);
      tenant?.replica.stop();
      tenant?.face.kill();
      disks.get(place)?.flush();
    },
    crash: (place, heardAfterMs) => {
      const tenant = end(place);
      if (tenant === undefined) return;
      tenant.face.kill();
      network.crash(tenant.peer, heardAfterMs);
      disks.get(place)?.crash();
    },
    join: () => {
      const place = places++;
      start(place, 'disk');
      return place;
    },
    admitHostile: (manner, forMs) => {
      const peer = `${LETTERS.charAt(dice.below(26))}x99.${++strangers}`;
      const face = createClockFace(clock);
      admitHostile({
        peer,
        manner,
        transport: network.attach(peer, 'peer', face),
        clock: face,
        dice,
        documentOf: (victim) =>
          [...tenants.values()].find((tenant) => tenant.peer === victim)?.journal ?? null,
        overheard: () =>
          frames
            .latest(40)
            .filter((frame) => !carriesEntries(frame))
            .map(({ bytes }) => bytes),
      });
      clock.after(forMs, () => {
        face.kill();
        network.crash(peer, 0);
      });
    },
  };
};
