/**
 * A network of simulated transports in virtual time, all from one seed, with all that can go wrong: ways that carry nothing
 * or little, links that break unheard, peers that are gone without a word.
 * It does not know replicas, documents or strategies: it carries frames like any transport.
 */

import { type ClockFace, createClockFace } from '../clock-face';
import type { Role } from '../room';
import type { PeerId, Transport, TransportHost } from '../transport';
import { createFaults, type Faults } from './simulated-faults';
import { createSimulatedLink, type End, type LinkNeeds } from './simulated-link';

export interface SimulatedNetwork {
  /** What is wrong between peers, one direction at a time. */
  readonly faults: Faults;
  /**
   * A transport for one peer; it is on the network while started.
   * @param face the peer's own clock, which its replica must use as well; without it the peer keeps the common time.
   */
  attach(peer: PeerId, role?: Role, face?: ClockFace): Transport;
  /** Nothing passes between the two any more, and none of the ends is told: as when a cable is pulled. */
  cut(one: PeerId, other: PeerId): void;
  heal(one: PeerId, other: PeerId): void;
  /** The link between the two breaks: the first end hears it at once, the other after `laterMs`, or as soon as it is dialled. */
  breakLink(one: PeerId, other: PeerId, laterMs?: number): void;
  /** The peer is gone without a word. Its neighbors hear of their links after so many ms, or never, and lose sight of it. */
  crash(peer: PeerId, heardAfterMs: number | null): void;
  /** `to` receives this as if `from` had sent it. False if there is no link between them. */
  inject(from: PeerId, to: PeerId, frame: Uint8Array): boolean;
  /** Pairs with an open link, each once, in order. */
  links(): (readonly [PeerId, PeerId])[];
}

export type SimulatedNetworkNeeds = Omit<LinkNeeds, 'faults'>;

interface Station {
  readonly peer: PeerId;
  readonly role: Role;
  readonly face: ClockFace;
  host: TransportHost | null;
  hasCrashed: boolean;
  readonly ends: Map<PeerId, End>;
  readonly dialing: Set<PeerId>;
  forget(end: End): void;
}

/** How long a dial takes that is never answered. */
const DIAL_DEADLINE = 3_000;
/** Whoever tells peers of each other takes so long to notice that one is gone. */
const OUT_OF_SIGHT_MS = 10_000;

const createStation = (peer: PeerId, role: Role, face: ClockFace): Station => {
  const ends = new Map<PeerId, End>();
  return {
    peer,
    role,
    face,
    host: null,
    hasCrashed: false,
    ends,
    dialing: new Set(),
    forget: (end) => {
      if (ends.get(end.link.peer) === end) ends.delete(end.link.peer);
    },
  };
};

export const createSimulatedNetwork = (given: SimulatedNetworkNeeds): SimulatedNetwork => {
  const { clock, random } = given;
  const faults = createFaults();
  const needs: LinkNeeds = { ...given, faults };
  const stations = new Map<PeerId, Station>();

  const isCut = (one: PeerId, other: PeerId): boolean =>
    faults.isBlocked(one, other) || faults.isBlocked(other, one);

  const connect = (one: Station, other: Station): void => {
    const [near, far] = createSimulatedLink(needs, one, other);
    one.ends.set(other.peer, near);
    other.ends.set(one.peer, far);
    one.host?.linked(near.link);
    other.host?.linked(far.link);
  };

  const answers = (other: Station | undefined, dialer: PeerId): other is Station =>
    other?.host != null && !other.face.isFrozen && !isCut(dialer, other.peer);

  const fail = (station: Station, peer: PeerId): void => {
    station.dialing.delete(peer);
    station.host?.unreachable(peer, { kind: 'unreachable', detail: `${peer} does not answer` });
  };

  /** Who has left says so at once; who is cut off, asleep or dead is waited for. */
  const waitInVain = (station: Station, peer: PeerId): void => {
    const other = stations.get(peer);
    const isPlain = other === undefined || (other.host === null && !other.hasCrashed);
    if (isPlain && !isCut(station.peer, peer)) return fail(station, peer);
    clock.after(DIAL_DEADLINE, () => station.face.run(() => fail(station, peer)));
  };

  const ring = (station: Station, peer: PeerId): void => {
    if (station.host === null) return;
    const other = stations.get(peer);
    if (!answers(other, station.peer)) return waitInVain(station, peer);
    station.dialing.delete(peer);
    other.dialing.delete(station.peer);
    if (station.ends.has(peer)) return;
    other.ends.get(station.peer)?.finish('replaced', '');
    connect(station, other);
  };

  const dial = (station: Station, peer: PeerId): void => {
    if (station.ends.has(peer) || station.dialing.has(peer)) return;
    station.dialing.add(peer);
    if (isCut(station.peer, peer)) return waitInVain(station, peer);
    clock.after(2 * needs.delay(random), () => station.face.run(() => ring(station, peer)));
  };

  const sight = (station: Station, other: Station): void =>
    station.face.run(() => station.host?.sighted(other.peer, { role: other.role }));

  const sightEachOther = (newcomer: Station): void => {
    for (const other of stations.values()) {
      if (other === newcomer || other.host === null) continue;
      clock.after(needs.delay(random), () => {
        if (other.host !== null) sight(newcomer, other);
        if (newcomer.host !== null) sight(other, newcomer);
      });
    }
  };

  const loseSightOf = (gone: Station): void => {
    for (const other of stations.values())
      if (other !== gone) other.face.run(() => other.host?.vanished(gone.peer));
  };

  const stop = (station: Station): void => {
    for (const end of [...station.ends.values()]) end.link.close('stopped');
    station.host = null;
    station.dialing.clear();
    loseSightOf(station);
  };

  const crash = (station: Station, heardAfterMs: number | null): void => {
    station.host = null;
    station.hasCrashed = true;
    const far = [...station.ends.keys()].map((peer) => stations.get(peer)?.ends.get(station.peer));
    for (const end of [...station.ends.values()]) end.vanish();
    clock.after(OUT_OF_SIGHT_MS, () => {
      if (stations.get(station.peer) === station) loseSightOf(station);
    });
    if (heardAfterMs === null) return;
    clock.after(heardAfterMs, () => {
      for (const end of far) end?.finish('lost', 'the other side is gone');
    });
  };

  return {
    faults,
    attach: (peer, role = 'peer', face = createClockFace(clock)) => {
      const station = createStation(peer, role, face);
      stations.set(peer, station);
      return {
        name: 'simulated',
        start: (host) => {
          station.host = host;
          sightEachOther(station);
        },
        dial: (other) => dial(station, other),
        wake: () => sightEachOther(station),
        stop: () => stop(station),
      };
    },
    cut: (one, other) => {
      faults.block(one, other);
      faults.block(other, one);
    },
    heal: (one, other) => {
      faults.unblock(one, other);
      faults.unblock(other, one);
    },
    breakLink: (one, other, laterMs = 0) => {
      stations.get(one)?.ends.get(other)?.finish('lost', 'the link broke');
      const far = stations.get(other)?.ends.get(one);
      if (laterMs === 0) far?.finish('lost', 'the link broke');
      else clock.after(laterMs, () => far?.finish('lost', 'the link broke'));
    },
    crash: (peer, heardAfterMs) => {
      const station = stations.get(peer);
      if (station !== undefined) crash(station, heardAfterMs);
    },
    inject: (from, to, frame) => {
      const end = stations.get(to)?.ends.get(from);
      end?.receive(frame);
      return end !== undefined;
    },
    links: () => {
      const pairs: (readonly [PeerId, PeerId])[] = [];
      for (const { peer, ends } of stations.values())
        for (const other of ends.keys()) if (peer < other) pairs.push([peer, other]);
      return pairs.sort(([one, first], [other, second]) =>
        one === other ? (first < second ? -1 : 1) : one < other ? -1 : 1,
      );
    },
  };
};
