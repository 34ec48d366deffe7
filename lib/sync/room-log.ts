/**
 * What a replica has met and a person may want to read: links that ended, what the door turned away, forks, troubles of
 * the network, and what all sessions together carried. It does not know sessions or transports themselves.
 */

import type { Traffic } from './session';
import type { Refusal } from './shared-document';
import type { CloseReason, PeerId, TransportName, TransportTrouble } from './transport';

const ENDINGS_KEPT = 20;
const REFUSALS_KEPT = 50;

export interface Ending {
  /** By the replica's clock. */
  readonly at: number;
  readonly peer: PeerId;
  readonly reason: CloseReason;
  readonly detail: string;
}

export interface CountedRefusal {
  readonly from: PeerId;
  readonly reason: string;
  readonly count: number;
}

export interface StandingTrouble {
  readonly transport: TransportName;
  readonly trouble: TransportTrouble;
}

export interface RoomLog {
  refused(from: PeerId, refusals: readonly Refusal[]): void;
  forked(writer: number): void;
  /** A session is over; what it carried stays in the sum. */
  ended(ending: Ending, carried: Traffic): void;
  troubled(transport: TransportName, trouble: TransportTrouble | null): void;
  /** A dial came to nothing, or, with null, the peer is linked after all. */
  pathTroubled(peer: PeerId, trouble: TransportTrouble | null): void;
  refusals(): readonly CountedRefusal[];
  forks(): readonly number[];
  /** The newest last. */
  endings(): readonly Ending[];
  /** Standing troubles of transports, and of the ways to the peers that are here. */
  troubles(isHere: (peer: PeerId) => boolean): readonly StandingTrouble[];
  /** What ended sessions carried, and these. */
  traffic(open: Iterable<Traffic>): Traffic;
}

const noTraffic: Traffic = { framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0 };

const addTraffic = (one: Traffic, other: Traffic): Traffic => ({
  framesIn: one.framesIn + other.framesIn,
  framesOut: one.framesOut + other.framesOut,
  bytesIn: one.bytesIn + other.bytesIn,
  bytesOut: one.bytesOut + other.bytesOut,
});

const setOrDelete = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value | null): void => {
  if (value === null) map.delete(key);
  else map.set(key, value);
};

export const createRoomLog = (): RoomLog => {
  const refusals = new Map<string, CountedRefusal>();
  const forks = new Set<number>();
  const troubles = new Map<TransportName, TransportTrouble>();
  const pathTroubles = new Map<PeerId, TransportTrouble>();
  let endings: Ending[] = [];
  let past = noTraffic;

  return {
    refused: (from, refused) => {
      for (const { reason } of refused) {
        const key = `${from} ${reason}`;
        const count = refusals.get(key)?.count ?? 0;
        if (count > 0 || refusals.size < REFUSALS_KEPT) refusals.set(key, { from, reason, count: count + 1 });
      }
    },
    forked: (writer) => {
      forks.add(writer);
    },
    ended: (ending, carried) => {
      past = addTraffic(past, carried);
      endings = [...endings, ending].slice(-ENDINGS_KEPT);
    },
    troubled: (transport, trouble) => setOrDelete(troubles, transport, trouble),
    pathTroubled: (peer, trouble) => setOrDelete(pathTroubles, peer, trouble),
    refusals: () => [...refusals.values()],
    forks: () => [...forks],
    endings: () => endings,
    troubles: (isHere) => [
      ...[...troubles].map(([transport, trouble]) => ({ transport, trouble })),
      ...[...pathTroubles]
        .filter(([peer]) => isHere(peer))
        .map(([, trouble]) => ({ transport: 'webrtc' as const, trouble })),
    ],
    traffic: (open) => [...open].reduce(addTraffic, past),
  };
};
