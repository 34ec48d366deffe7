/**
 * The room as this peer sees it, put together from sessions, sightings and words of presence, for strategies and the screen.
 * It does not know what follows from it.
 */

import type { Auditor } from './auditing';
import type { CatchUp } from './catch-up';
import type { Gossip } from './gossip';
import type { Neighborhood } from './neighborhood';
import type { Presence } from './noted-words';
import type { PeerView, Role, Room } from './room';
import type { PeerStatus } from './room-status';
import type { Session } from './session';
import type { Sparing } from './sparing';
import type { PeerId } from './transport';

export interface OutlookNeeds {
  readonly self: { readonly peer: PeerId; readonly role: Role };
  readonly joinedAt: () => number;
  readonly sessions: ReadonlyMap<PeerId, Session>;
  readonly neighborhood: Neighborhood;
  readonly gossip: Gossip;
  readonly auditor: Auditor;
  readonly sparing: Sparing;
  readonly catchUp: CatchUp;
}

export interface Outlook {
  isLinked(peer: PeerId): boolean;
  roleOf(peer: PeerId): Role;
  /** The others that are here, by the last word of each. */
  words(): readonly Presence[];
  /** Stock clients are no part of it: no strategy plans them, and whatever they call for they get. */
  room(): Room;
  /** Everyone that is here. */
  statuses(): PeerStatus[];
}

export const createOutlook = (needs: OutlookNeeds): Outlook => {
  const { self, sessions, neighborhood, auditor, sparing, catchUp } = needs;

  const isLinked = (peer: PeerId): boolean => sessions.get(peer)?.isOpen === true;
  const words = (): readonly Presence[] => needs.gossip.others();
  /** Drawn anew only when the words are others: in a large room that is rare beside the questions. */
  let indexed: readonly Presence[] = [];
  let index: ReadonlyMap<PeerId, Presence> = new Map();

  const byPeer = (): ReadonlyMap<PeerId, Presence> => {
    const present = words();
    if (present !== indexed) index = new Map(present.map((word) => [word.peer, word]));
    indexed = present;
    return index;
  };

  const roleOf = (peer: PeerId, word?: Presence): Role =>
    sessions.get(peer)?.hello?.role ?? word?.role ?? neighborhood.roleOf(peer) ?? 'peer';

  /** Who has joined anew says so in a word; who has only just greeted has said it there. */
  const assertedJoining = (peer: PeerId, word: Presence | undefined): number | null => {
    const greeted = sessions.get(peer)?.hello?.joinedAt;
    if (greeted === undefined) return word?.joinedAt ?? null;
    return Math.max(greeted, word?.joinedAt ?? greeted);
  };

  const viewOf = (peer: PeerId, word: Presence | undefined): PeerView => ({
    peer,
    role: roleOf(peer, word),
    ...auditor.verdict(peer, assertedJoining(peer, word)),
    reachable: neighborhood.isReachable(peer),
    linked: isLinked(peer),
    rtt: sessions.get(peer)?.rtt ?? null,
    failures: neighborhood.failuresOf(peer),
    degree: word?.neighbors.length ?? 0,
    full: sparing.isFull(peer),
  });

  const statusOf = (peer: PeerId, word: Presence | undefined): PeerStatus => {
    const session = sessions.get(peer);
    const open = session?.isOpen === true ? session : undefined;
    const standing = open === undefined ? null : catchUp.standingOf(open);
    return {
      peer,
      role: roleOf(peer, word),
      about: word?.about ?? '',
      linked: open !== undefined,
      exchange: open?.exchange ?? null,
      transport: open?.link.transport ?? null,
      rtt: open?.rtt ?? null,
      agreed: standing?.agreed ?? false,
      lacks: standing?.lacks ?? null,
    };
  };

  return {
    isLinked,
    roleOf,
    words,
    room: () => {
      const present = byPeer();
      const speaking = [...sessions.values()].filter(({ isStock }) => !isStock).map(({ peer }) => peer);
      const peers = new Set([...neighborhood.peers(), ...present.keys(), ...speaking]);
      return {
        self: { ...self, joinedAt: needs.joinedAt() },
        peers: [...peers].sort().map((peer) => viewOf(peer, present.get(peer))),
      };
    },
    statuses: () => {
      const present = byPeer();
      const open = [...sessions.keys()].filter(isLinked);
      return [...new Set([...present.keys(), ...open])]
        .sort()
        .map((peer) => statusOf(peer, present.get(peer)));
    },
  };
};
