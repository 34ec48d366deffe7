/**
 * Who is in the room, as each says of itself and neighbors pass on: the latest word of every peer, and for how long it
 * holds. It does not know links or sessions; the replica tells it who is linked.
 */

import type { Clock } from './clock';
import type { Presence } from './frames';
import type { PeerId } from './transport';

/** Everyone repeats its word this often, so that silence means something. */
export const PRESENCE_REFRESH_MS = 20_000;
/** A word that nobody renews fades after this. */
const PRESENCE_LIFE_MS = 50_000;
/** The most that a peer may say of itself, in UTF-16 units, and the most peers that are remembered. */
const ABOUT_LIMIT = 2_000;
const PEER_LIMIT = 2_000;

export interface PresenceBoard {
  /** Takes in what a neighbor passes on, and gives back what was news, to be passed on in turn. */
  hear(words: readonly Presence[]): Presence[];
  /** The next word about ourselves. */
  speak(neighbors: readonly PeerId[], about: string | null): Presence;
  /** Everything that still holds, our own word included: for a new neighbor. */
  all(): Presence[];
  /** The others that are here: linked, or lately vouched for by somebody who is linked to them. */
  others(isLinked: (peer: PeerId) => boolean): Presence[];
}

interface Noted {
  readonly word: Presence;
  readonly at: number;
}

export const createPresenceBoard = (
  self: Pick<Presence, 'peer' | 'role' | 'joinedAt'>,
  clock: Clock,
): PresenceBoard => {
  const noted = new Map<PeerId, Noted>();
  let own: Presence = { ...self, seq: 0, neighbors: [], about: '' };

  const isFresh = ({ at }: Noted): boolean => clock.now() - at < PRESENCE_LIFE_MS;

  const fade = (): void => {
    for (const [peer, note] of noted) if (!isFresh(note)) noted.delete(peer);
  };

  const isNews = (word: Presence): boolean => {
    if (word.peer === self.peer || (word.about?.length ?? 0) > ABOUT_LIMIT) return false;
    const known = noted.get(word.peer);
    return known === undefined ? noted.size < PEER_LIMIT : known.word.seq < word.seq;
  };

  return {
    hear: (words) => {
      const news = words.filter(isNews);
      for (const word of news) noted.set(word.peer, { word, at: clock.now() });
      return news;
    },
    speak: (neighbors, about) => {
      own = { ...own, seq: own.seq + 1, neighbors: [...neighbors], about };
      return own;
    },
    all: () => {
      fade();
      return [own, ...[...noted.values()].map(({ word }) => word)];
    },
    others: (isLinked) => {
      fade();
      const present = [...noted.values()].map(({ word }) => word).filter(({ about }) => about !== null);
      const vouchedFor = new Set(present.flatMap(({ neighbors }) => neighbors));
      return present
        .filter(({ peer }) => isLinked(peer) || vouchedFor.has(peer))
        .sort((one, other) => (one.peer < other.peer ? -1 : 1));
    },
  };
};
