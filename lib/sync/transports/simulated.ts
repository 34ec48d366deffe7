/**
 * A network of simulated transports in virtual time: delay, dead links and partitions, all from one seed.
 * It does not know replicas, documents or strategies: it carries frames like any transport.
 */

import type { Clock, Random } from '../clock';
import type { Role } from '../room';
import {
  type CloseReason,
  FRAME_LIMIT,
  HIGH_WATER,
  type Link,
  type LinkListener,
  LOW_WATER,
  type PeerId,
  QUEUE_LIMIT,
  type Transport,
  type TransportHost,
} from '../transport';

export interface SimulatedNetwork {
  /** A transport for one peer; it is on the network while started. */
  attach(peer: PeerId, role?: Role): Transport;
  /** No frame passes between the two any more, and none of the ends is told: as when a cable is pulled. */
  cut(one: PeerId, other: PeerId): void;
  heal(one: PeerId, other: PeerId): void;
  /** The link between the two breaks at once, and both ends hear it. */
  breakLink(one: PeerId, other: PeerId): void;
  /** Pairs with an open link, each once, in order. */
  links(): (readonly [PeerId, PeerId])[];
}

export interface SimulatedNetworkNeeds {
  readonly clock: Clock;
  readonly random: Random;
  /** One-way delay of a frame in ms, drawn anew for each; order on a link is kept. */
  readonly delay: (random: Random) => number;
  /** Bytes per ms that a link carries. */
  readonly bandwidth?: number;
  /** Sees every frame that is sent, for traces and figures. */
  readonly onFrame?: (from: PeerId, to: PeerId, frame: Uint8Array) => void;
}

interface Station {
  readonly peer: PeerId;
  readonly role: Role;
  host: TransportHost | null;
  readonly ends: Map<PeerId, End>;
  readonly dialing: Set<PeerId>;
}

/** One end of a link. */
interface End {
  readonly link: Link;
  receive(frame: Uint8Array): void;
  finish(reason: CloseReason, detail: string): void;
}

const pairKey = (one: PeerId, other: PeerId): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

const DIAL_DEADLINE = 3_000;

/** Counts what lies in the queue, and says when it has drained. */
const createEnd = (
  needs: SimulatedNetworkNeeds,
  own: Station,
  peer: PeerId,
  deliver: (frame: Uint8Array) => void,
  hangUp: (reason: CloseReason) => void,
): End => {
  let listener: LinkListener | null = null;
  let early: Uint8Array[] = [];
  let ending: { readonly reason: CloseReason; readonly detail: string } | null = null;
  let queued = 0;
  let wasHigh = false;
  let freeAt = 0;

  const finish = (reason: CloseReason, detail: string): void => {
    if (ending !== null) return;
    ending = { reason, detail };
    if (own.ends.get(peer)?.link === link) own.ends.delete(peer);
    listener?.closed(reason, detail);
  };

  const leave = (frame: Uint8Array): void => {
    if (ending !== null) return;
    queued -= frame.length;
    deliver(frame);
    if (wasHigh && queued < LOW_WATER) {
      wasHigh = false;
      listener?.drained();
    }
  };

  const link: Link = {
    peer,
    transport: 'simulated',
    get queued() {
      return queued;
    },
    send: (frame) => {
      if (ending !== null) return;
      if (frame.length > FRAME_LIMIT) throw new RangeError(`a frame of ${frame.length} bytes`);
      needs.onFrame?.(own.peer, peer, frame);
      queued += frame.length;
      if (queued >= HIGH_WATER) wasHigh = true;
      if (queued > QUEUE_LIMIT) return link.close('overflow');
      const copy = frame.slice();
      const sent = needs.bandwidth === undefined ? 0 : frame.length / needs.bandwidth;
      freeAt = Math.max(freeAt, needs.clock.now()) + sent;
      needs.clock.after(freeAt - needs.clock.now(), () => leave(copy));
    },
    close: (reason, detail = '') => {
      if (ending !== null) return;
      hangUp(reason);
      finish(reason, detail);
    },
    listen: (added) => {
      listener = added;
      const waiting = early;
      early = [];
      for (const frame of waiting) if (ending === null) added.frame(frame);
      if (ending !== null) added.closed(ending.reason, ending.detail);
    },
  };
  return {
    link,
    receive: (frame) => {
      if (ending !== null) return;
      if (listener === null) early.push(frame);
      else listener.frame(frame);
    },
    finish,
  };
};

export const createSimulatedNetwork = (needs: SimulatedNetworkNeeds): SimulatedNetwork => {
  const { clock, random } = needs;
  const stations = new Map<PeerId, Station>();
  const cuts = new Set<string>();

  const isCut = (one: PeerId, other: PeerId): boolean => cuts.has(pairKey(one, other));

  const connect = (one: Station, other: Station): void => {
    const arrivals = new Map<PeerId, number>();
    /** Frames of one direction arrive in the order in which they left, and after a cut none does. */
    const carry = (from: Station, to: Station, end: () => End | undefined, act: (end: End) => void): void => {
      const at = Math.max(arrivals.get(to.peer) ?? 0, clock.now() + needs.delay(random));
      arrivals.set(to.peer, at);
      clock.after(at - clock.now(), () => {
        const reached = end();
        if (reached !== undefined && !isCut(from.peer, to.peer)) act(reached);
      });
    };
    const ends: { a?: End; b?: End } = {};
    const a = createEnd(
      needs,
      one,
      other.peer,
      (frame) =>
        carry(
          one,
          other,
          () => ends.b,
          (end) => end.receive(frame),
        ),
      () =>
        carry(
          one,
          other,
          () => ends.b,
          (end) => end.finish('left', ''),
        ),
    );
    const b = createEnd(
      needs,
      other,
      one.peer,
      (frame) =>
        carry(
          other,
          one,
          () => ends.a,
          (end) => end.receive(frame),
        ),
      () =>
        carry(
          other,
          one,
          () => ends.a,
          (end) => end.finish('left', ''),
        ),
    );
    ends.a = a;
    ends.b = b;
    one.ends.set(other.peer, a);
    other.ends.set(one.peer, b);
    one.host?.linked(a.link);
    other.host?.linked(b.link);
  };

  const dial = (station: Station, peer: PeerId): void => {
    if (station.ends.has(peer) || station.dialing.has(peer)) return;
    station.dialing.add(peer);
    const fail = (): void => {
      station.dialing.delete(peer);
      station.host?.unreachable(peer, { kind: 'unreachable', detail: `${peer} does not answer` });
    };
    if (isCut(station.peer, peer)) {
      clock.after(DIAL_DEADLINE, fail);
      return;
    }
    clock.after(2 * needs.delay(random), () => {
      const other = stations.get(peer);
      if (station.host === null) return;
      if (other === undefined || other.host === null || isCut(station.peer, peer)) return fail();
      station.dialing.delete(peer);
      other.dialing.delete(station.peer);
      const stale = other.ends.get(station.peer);
      if (station.ends.has(peer)) return;
      stale?.finish('replaced', '');
      connect(station, other);
    });
  };

  const sightEachOther = (newcomer: Station): void => {
    for (const other of stations.values()) {
      if (other === newcomer || other.host === null) continue;
      clock.after(needs.delay(random), () => {
        newcomer.host?.sighted(other.peer, { role: other.role });
        other.host?.sighted(newcomer.peer, { role: newcomer.role });
      });
    }
  };

  const stop = (station: Station): void => {
    const ends = [...station.ends.values()];
    for (const end of ends) end.link.close('stopped');
    station.host = null;
    station.dialing.clear();
    for (const other of stations.values()) if (other !== station) other.host?.vanished(station.peer);
  };

  return {
    attach: (peer, role = 'peer') => {
      const station: Station = { peer, role, host: null, ends: new Map(), dialing: new Set() };
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
      cuts.add(pairKey(one, other));
    },
    heal: (one, other) => {
      cuts.delete(pairKey(one, other));
    },
    breakLink: (one, other) => {
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const)
        stations.get(from)?.ends.get(to)?.finish('lost', 'the link broke');
    },
    links: () => {
      const pairs: (readonly [PeerId, PeerId])[] = [];
      for (const { peer, ends } of stations.values())
        for (const other of ends.keys()) if (peer < other) pairs.push([peer, other]);
      return pairs.sort((one, two) => (pairKey(...one) < pairKey(...two) ? -1 : 1));
    },
  };
};
