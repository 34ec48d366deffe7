/**
 * One pattern at work: a room of real replicas on the simulated network, doing what the schedule says and suffering what
 * it is told, in virtual time. It does not know the other patterns, nor any screen.
 */

import { newPeerId } from '@/lib/sync/peer-id';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { Range } from '@/lib/sync/shared-document';
import { strategies } from '@/lib/sync/strategies/by-name';
import { electedServerBy } from '@/lib/sync/strategies/elected-server';
import { carriesData, type Strategy, type StrategyName } from '@/lib/sync/strategy';
import { type PeerId, RELAY } from '@/lib/sync/transport';
import { createSimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { createDeliveries } from './deliveries';
import { type Arrived, createInhabitant, type Inhabitant } from './inhabitant';
import { createMeter } from './meter';
import { delayOf } from './network-delay';
import type { FaultKind, Parameters } from './parameters';
import { createRift } from './rift';
import type { Happening, Schedule } from './schedule';

/** Where the fixed server is drawn: in the middle. */
const CENTRE = -1;
/** The fixed server's number. */
const SERVER = -1;
/** How often it is looked who is server. */
const OFFICE_MS = 100;
/** Records are written in portions, as people's sessions would. */
const PORTION = 100;
/** Faults fall between the ticks of everybody's timers, so that one told of late comes in the same order as one told of early. */
const BETWEEN_TICKS_MS = 0.137;

/** A message that has arrived, for the picture. */
export interface Flight {
  readonly from: number;
  readonly to: number;
  readonly look: 'news' | 'redundant' | 'other';
}

export interface PatternRun {
  readonly pattern: StrategyName;
  advanceTo(ms: number): void;
  /** At this moment, in ms of the room's own time, or now if that has passed. */
  befall(kind: FaultKind, at: number): void;
  readonly inhabitants: ReadonlyMap<number, Inhabitant>;
  readonly meter: ReturnType<typeof createMeter>;
  readonly deliveries: ReturnType<typeof createDeliveries>;
  /** Who keeps the state for all; null where nobody does. */
  server(): Inhabitant | null;
  /** How often another has become server since the work began. */
  officeChanges(): number;
  links(): readonly RunLink[];
  /** What has arrived since they were taken last; of many, a sample. */
  takeFlights(most: number): readonly Flight[];
}

export interface RunLink {
  readonly ends: readonly [Inhabitant, Inhabitant];
  /** Else it tells who is there, and no more. */
  readonly carriesData: boolean;
}

/** A message that has arrived, as it was. */
export interface Witnessed {
  readonly at: number;
  readonly from: Inhabitant;
  readonly to: Inhabitant;
  readonly bytes: Uint8Array;
}

const strategyOf = (pattern: StrategyName, { elect }: Parameters): Strategy =>
  pattern === 'elected-server' ? electedServerBy(elect) : strategies[pattern];

const isThere = (one: Inhabitant): boolean => one.health() !== 'gone';
export const isWell = (one: Inhabitant): boolean => one.health() === 'well';

const plansData = (one: Inhabitant, other: Inhabitant): boolean =>
  carriesData(one.plan().neighbors.find(({ peer }) => peer === other.peer)?.exchange ?? null);

/** Every so-manieth, so that at most `most` remain. */
export const sampled = <Item>(items: readonly Item[], most: number): readonly Item[] => {
  const step = items.length / most;
  return step <= 1
    ? items
    : Array.from({ length: most }, (_, index) => items[Math.floor(index * step)] as Item);
};

/** More than this is never drawn between two looks. */
const KEPT_FLIGHTS = 4_000;

export const createPatternRun = (
  pattern: StrategyName,
  parameters: Parameters,
  schedule: Schedule,
  witness: (message: Witnessed) => void = () => undefined,
): PatternRun => {
  const clock = createVirtualClock();
  const random = createSeededRandom(parameters.seed + 7);
  const names = createSeededRandom(parameters.seed + 11);
  const network = createSimulatedNetwork({ clock, random, delay: delayOf(parameters) });
  const inhabitants = new Map<number, Inhabitant>();
  const byPeer = new Map<PeerId, Inhabitant>();
  const meter = createMeter();
  const deliveries = createDeliveries(clock.now);
  let flights: Flight[] = [];
  let office: { readonly holder: Inhabitant | null; readonly changes: number } = { holder: null, changes: 0 };

  const here = (): Inhabitant[] => [...inhabitants.values()].filter(isThere);
  const rift = createRift(network, parameters.peers, here);
  const well = (): Inhabitant[] => [...inhabitants.values()].filter(isWell);

  // ---- what is seen

  const note = (to: Inhabitant, { from, kind, frame, redundant }: Arrived): void => {
    const sender = byPeer.get(from);
    if (sender === undefined) return;
    witness({ at: clock.now(), from: sender, to, bytes: frame });
    meter.arrived({ from: sender.who, to: to.who, kind, bytes: frame.length, redundant });
    if (flights.length >= KEPT_FLIGHTS) return;
    const look = kind !== 'payload' ? 'other' : redundant * 2 > frame.length ? 'redundant' : 'news';
    flights.push({ from: sender.place, to: to.place, look });
  };

  /** Whom most of those who are well hold to be the server. */
  const elected = (): Inhabitant | null => {
    const votes = new Map<PeerId, number>();
    for (const one of well()) {
      const { server } = one.plan();
      if (server !== undefined) votes.set(server, (votes.get(server) ?? 0) + 1);
    }
    const [first] = [...votes].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    return first === undefined ? null : (byPeer.get(first[0]) ?? null);
  };

  const server = (): Inhabitant | null => {
    if (pattern === 'fixed-server') return inhabitants.get(SERVER) ?? null;
    return pattern === 'elected-server' ? elected() : null;
  };

  const degreeOf = (one: Inhabitant): number =>
    network.links().filter(([a, b]) => a === one.peer || b === one.peer).length;

  /** Where nobody serves, the best-connected one is the one to hit. */
  const victim = (): Inhabitant | null => {
    const serving = server();
    if (serving !== null && isWell(serving)) return serving;
    const [first] = well()
      .map((one) => ({ one, degree: degreeOf(one) }))
      .sort((one, other) => other.degree - one.degree || one.one.who - other.one.who);
    return pattern === 'fixed-server' ? null : (first?.one ?? null);
  };

  // ---- what happens

  const join = (who: number, place: number): Inhabitant => {
    const isServer = who === SERVER;
    const one: Inhabitant = createInhabitant({
      who,
      place,
      peer: isServer ? RELAY : newPeerId(names),
      role: isServer ? 'server' : 'peer',
      strategy: strategyOf(pattern, parameters),
      network,
      clock,
      random,
      seed: parameters.seed,
      arrived: (arrived) => note(one, arrived),
      gained: (ranges) => deliveries.gained(who, ranges),
    });
    rift.joined(one);
    inhabitants.set(who, one);
    byPeer.set(one.peer, one);
    return one;
  };

  const bury = (one: Inhabitant): void => {
    for (const other of here()) if (other !== one) network.cut(one.peer, other.peer);
    one.kill();
    deliveries.left(one.who);
  };

  const edit = (who: number): void => {
    const writers = well().filter((one) => one.who !== SERVER);
    const author = writers.find((one) => one.who >= who) ?? writers[0];
    if (author === undefined) return;
    const before = well().map((one) => one.who);
    const range: Range = author.write(1);
    deliveries.wrote(author.who, range, before);
  };

  const leave = (who: number, politely: boolean): void => {
    const one = inhabitants.get(who);
    if (one === undefined || !isThere(one)) return;
    if (!politely) return bury(one);
    one.leave();
    deliveries.left(who);
  };

  const happen = (happening: Happening): void => {
    if (happening.kind === 'join') join(happening.who, happening.place).replica.start();
    else if (happening.kind === 'leave') leave(happening.who, happening.politely);
    else edit(happening.who);
  };

  const suffer = (kind: FaultKind): void => {
    if (kind === 'cut') return rift.cut();
    if (kind === 'heal') return rift.heal();
    const hit = victim();
    if (hit === null) return;
    if (kind === 'kill') return bury(hit);
    hit.becomeBlackHole();
    deliveries.left(hit.who);
  };

  const befall = (kind: FaultKind, at: number): void => {
    clock.after(at + BETWEEN_TICKS_MS - clock.now(), () => suffer(kind));
  };

  const watchOffice = (): void => {
    const holder = server();
    if (holder !== null && holder !== office.holder) {
      const isSettled = office.holder !== null && clock.now() > schedule.workBegins;
      office = { holder, changes: office.changes + (isSettled ? 1 : 0) };
    }
    clock.after(OFFICE_MS, watchOffice);
  };

  /** The founder brings the book; everybody else, the server too, gets it from the room. */
  const found = (): void => {
    const [first, ...rest] = schedule.happenings;
    if (first?.kind !== 'join') return;
    const founder = join(first.who, first.place);
    for (let left = parameters.records; left > 0; left -= PORTION) founder.write(Math.min(left, PORTION));
    if (pattern === 'fixed-server') join(SERVER, CENTRE).replica.start();
    founder.replica.start();
    for (const happening of rest) clock.after(happening.at, () => happen(happening));
  };

  found();
  watchOffice();
  for (const { kind, at } of parameters.faults) befall(kind, at * 1_000);

  return {
    pattern,
    advanceTo: (ms) => clock.advance(ms - clock.now()),
    befall,
    inhabitants,
    meter,
    deliveries,
    server,
    officeChanges: () => office.changes,
    links: () =>
      network.links().flatMap(([one, other]) => {
        const ends = [byPeer.get(one), byPeer.get(other)] as const;
        const [a, b] = ends;
        if (a === undefined || b === undefined) return [];
        return [{ ends: [a, b], carriesData: plansData(a, b) || plansData(b, a) }];
      }),
    takeFlights: (most) => {
      const taken = sampled(flights, most);
      flights = [];
      return taken;
    },
  };
};
