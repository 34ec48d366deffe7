/**
 * Who is in the room, as each says of itself and neighbors pass on: the latest word of every peer, and for how long it
 * holds. It does not know links or sessions (gossip.ts does); it is told who is linked.
 */

import type { Clock, Random } from './clock';
import type { Presence } from './frames';
import type { PeerId } from './transport';

/** Everyone repeats its word this often, so that silence means something; in a room of more than so many, more rarely. */
const REFRESH_MS = 20_000;
const SMALL_ROOM = 25;
/** A word that nobody renews fades after so many times that. */
const LIFE = 2.5;
/** The most that a peer may say of itself, in UTF-16 units, and the most peers that are remembered. */
const ABOUT_LIMIT = 2_000;
const PEER_LIMIT = 2_000;
/** Words that a new neighbor is told; of more, a sample: the others come to it in time. */
const GREETING = 64;

export interface PresenceBoard {
  /** Takes in what a neighbor passes on, and gives back what was news, to be passed on in turn. */
  hear(words: readonly Presence[]): Presence[];
  /** The next word about ourselves; `about` null: we leave. */
  speak(neighbors: readonly PeerId[], about: string | null, joinedAt: number): Presence;
  /** What still holds, our own word first: for a new neighbor. */
  greeting(): Presence[];
  /** The others that are here: linked, or lately vouched for by somebody who is linked to them. */
  others(isLinked: (peer: PeerId) => boolean): Presence[];
  /** How many others are remembered. */
  readonly size: number;
  /** How often a peer's word has to be renewed in a room of this size, in ms. */
  readonly refreshMs: number;
}

interface Noted {
  readonly word: Presence;
  readonly at: number;
}

interface Picture {
  /** Who has not left, in the order of ids. */
  readonly present: readonly Presence[];
  /** Whom somebody calls a neighbor. */
  readonly vouchedFor: ReadonlySet<PeerId>;
}

export const createPresenceBoard = (
  self: Pick<Presence, 'peer' | 'role' | 'joinedAt'>,
  clock: Clock,
  random: Random,
): PresenceBoard => {
  const noted = new Map<PeerId, Noted>();
  /** Drawn from what is noted when it is next asked for; null once that has changed. */
  let picture: Picture | null = null;
  let own: Presence = { ...self, seq: 0, neighbors: [], about: '' };

  const refreshMs = (): number => REFRESH_MS * Math.max(1, noted.size / SMALL_ROOM);

  const fade = (): void => {
    const oldest = clock.now() - LIFE * refreshMs();
    for (const [peer, { at }] of noted) {
      if (at > oldest) continue;
      noted.delete(peer);
      picture = null;
    }
  };

  const drawn = (): Picture => {
    const present = [...noted.values()]
      .map(({ word }) => word)
      .filter(({ about }) => about !== null)
      .sort((one, other) => (one.peer < other.peer ? -1 : 1));
    return { present, vouchedFor: new Set(present.flatMap(({ neighbors }) => neighbors)) };
  };

  const isNews = (word: Presence): boolean => {
    if (word.peer === self.peer || (word.about?.length ?? 0) > ABOUT_LIMIT) return false;
    const known = noted.get(word.peer);
    return known === undefined ? noted.size < PEER_LIMIT : known.word.seq < word.seq;
  };

  const sampled = (words: readonly Presence[]): readonly Presence[] => {
    if (words.length <= GREETING) return words;
    const start = Math.floor(random() * words.length);
    return [...words, ...words].slice(start, start + GREETING);
  };

  return {
    hear: (words) => {
      const news = words.filter(isNews);
      for (const word of news) noted.set(word.peer, { word, at: clock.now() });
      if (news.length > 0) picture = null;
      return news;
    },
    speak: (neighbors, about, joinedAt) => {
      own = { ...own, joinedAt, seq: own.seq + 1, neighbors: [...neighbors], about };
      return own;
    },
    greeting: () => {
      fade();
      return [own, ...sampled([...noted.values()].map(({ word }) => word))];
    },
    others: (isLinked) => {
      fade();
      picture ??= drawn();
      const { present, vouchedFor } = picture;
      return present.filter(({ peer }) => vouchedFor.has(peer) || isLinked(peer));
    },
    get size() {
      return noted.size;
    },
    get refreshMs() {
      return refreshMs();
    },
  };
};
