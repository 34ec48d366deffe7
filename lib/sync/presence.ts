/**
 * Who is in the room, by the words of each: what it says of its neighbors, and what it says of itself. A word counts while
 * its author can be reached over those that peers name as their neighbors, beginning at ours; so nobody needs to repeat it.
 * It does not know links or sessions (gossip.ts does), nor how a word that was lost is found again (comparing.ts).
 */

import type { Clock, Random } from './clock';
import { type Mark, MOST_NEIGHBORS, SEQ_LIMIT, type Word } from './frames';
import {
  hasLeft,
  hasSpoken,
  isBehind,
  laterIn,
  markFor,
  type Noted,
  newNoted,
  note,
  type Presence,
  presenceOf,
  wordsIn,
} from './noted-words';
import type { Role } from './room';
import type { PeerId } from './transport';
import { plantTree, reachedFrom } from './word-graph';

/** Who cannot be reached is forgotten after so long, and comes back with all its words if it ever does. */
const MEMORY_MS = 60_000;
/** Time enough to dial anew after waking; no longer, since for so long somebody who is gone is shown as here. */
const GRACE_MS = 3_000;
/** The most peers that are remembered. */
const PEER_LIMIT = 2_000;
/** A peer's numbers begin anywhere below this, so that one which starts anew is not taken for what it was before. */
const FIRST_SEQ = 10_000;

/** What two boards are compared by: the peers that can be reached, and the hash of 32 bits over the numbers of their words. */
export interface BoardSum {
  readonly peers: number;
  readonly hash: number;
}

/** How we stand in the room ourselves; `about` null: we leave. */
export interface Standpoint {
  readonly neighbors: readonly PeerId[];
  readonly joinedAt: number;
  readonly about: string | null;
}

export interface PresenceBoard {
  /** Takes in what a neighbor passes on, and gives back what was news, to be passed on in turn. */
  hear(words: readonly Word[]): Word[];
  /** Our own words, as far as they say anything else than before. */
  speak(standpoint: Standpoint): Word[];
  /** Somebody has heard later words of ours than we have said: those of an earlier run. We are to speak. */
  isOvertaken(): boolean;
  /** Our own links have changed. */
  moved(): void;
  /** The others that are here, in no order. The same array until something has changed. */
  others(): readonly Presence[];
  /** All words of these peers, as far as there are any. */
  wordsOf(peers: Iterable<PeerId>): Word[];
  sum(): BoardSum;
  marks(): Mark[];
  /** What is here and later than these; of a whole list also what it does not name. */
  laterThan(marks: readonly Mark[], isWhole: boolean): Word[];
  /** Those of these that tell of later words than are here, as they are here. */
  behind(marks: readonly Mark[]): Mark[];
  /** Whether words pass between us and this neighbor where they pass over a tree. */
  isOnTree(neighbor: PeerId): boolean;
  /**
   * The neighbors to whom we pass on what this peer has written, where everyone passes it on by the shortest ways from it; null
   * where there is no way from it that we are on.
   * @param author its mark
   */
  onwardFrom(author: number): ReadonlySet<PeerId> | null;
  /** How many others are remembered. */
  size(): number;
}

interface Drawing {
  /** Of whom there are words; ourselves included. */
  readonly reached: readonly Noted[];
  readonly sum: BoardSum;
  readonly present: readonly Presence[];
  /** Of the tree: the lowest id of those who are here. */
  readonly root: Noted;
}

const sameMembers = (one: readonly PeerId[], other: readonly PeerId[]): boolean => {
  const members = new Set(one);
  return members.size === other.length && other.every((peer) => members.has(peer));
};

/** @param neighborsNow those to whom we are linked at this moment. */
export const createPresenceBoard = (
  self: { readonly peer: PeerId; readonly role: Role },
  clock: Clock,
  random: Random,
  neighborsNow: () => readonly PeerId[],
): PresenceBoard => {
  const own = newNoted(self.peer);
  const noted = new Map<PeerId, Noted>([[self.peer, own]]);
  /** Each is made when it is next asked for; null once something has changed. */
  let drawing: Drawing | null = null;
  /** The number of the tree that holds; and how many drawings and trees there were. */
  let tree: number | null = null;
  let drawings = 0;
  /** By the author's mark. */
  const onward = new Map<number, ReadonlySet<PeerId> | null>();
  let hasUnreached = false;
  let last: Drawing | null = null;
  let linkedAt = Number.NEGATIVE_INFINITY;
  let lastSeq = Math.floor(FIRST_SEQ * random());
  let overtaken = false;

  const find = (peer: PeerId): Noted | null => {
    const known = noted.get(peer);
    if (known !== undefined) return known;
    if (noted.size > PEER_LIMIT) return null;
    const found = newNoted(peer);
    noted.set(peer, found);
    return found;
  };

  const findAll = (peers: readonly PeerId[]): Noted[] => peers.map(find).filter((known) => known !== null);

  /** Who has left names nobody. */
  const namedBy = (place: Noted): readonly Noted[] => {
    if (place === own) return findAll(neighborsNow());
    return hasLeft(place) ? [] : place.named;
  };

  /** Whoever is forgotten may still be named by somebody who cannot be reached either. */
  const forget = (): void => {
    const now = clock.now();
    let hasForgotten = false;
    hasUnreached = false;
    for (const known of noted.values()) {
      known.unreachedSince = known.reachedIn === drawings ? null : (known.unreachedSince ?? now);
      if (known.unreachedSince === null) continue;
      hasUnreached = true;
      if (now - known.unreachedSince <= MEMORY_MS) continue;
      noted.delete(known.peer);
      hasForgotten = true;
    }
    if (hasForgotten) for (const known of noted.values()) known.named = findAll(known.links?.neighbors ?? []);
  };

  const draw = (): Drawing => {
    const everyone = reachedFrom(own, namedBy, ++drawings);
    if (hasUnreached || everyone.length < noted.size) forget();
    const reached = everyone.filter(hasSpoken);
    const present: Presence[] = [];
    let root = own;
    let hash = 0;
    for (const known of reached) {
      hash ^= known.term;
      const presence = presenceOf(known);
      if (presence === null) continue;
      if (known !== own) present.push(presence);
      if (known.peer < root.peer) root = known;
    }
    return { reached, present, root, sum: { peers: reached.length, hash: hash >>> 0 } };
  };

  /** Who has lost all links knows for a while what it knew: whom to look for, and who has been here longest. */
  const drawn = (): Drawing => {
    const now = clock.now();
    if (neighborsNow().length > 0) linkedAt = now;
    else if (last !== null && now - linkedAt <= GRACE_MS) return last;
    drawing ??= draw();
    last = drawing;
    return drawing;
  };

  const plant = (): number => {
    plantTree(drawn().root, namedBy, ++drawings, (one, other) => one.peer < other.peer);
    return drawings;
  };

  /**
   * A tree stands in the places themselves: planting one for an author uproots the one that words pass along. Whose way is
   * taken of several is another for each author, lest all pass by the same few.
   */
  const findOnward = (author: number): ReadonlySet<PeerId> | null => {
    const root = author === own.mark ? own : drawn().reached.find(({ mark }) => mark === author);
    if (root === undefined) return null;
    tree = null;
    plantTree(
      root,
      namedBy,
      ++drawings,
      (one, other) => (one.mark ^ author) >>> 0 < (other.mark ^ author) >>> 0,
    );
    if (own.foundIn !== drawings) return null;
    return new Set(neighborsNow().filter((neighbor) => noted.get(neighbor)?.parent === own));
  };

  const uproot = (): void => {
    tree = null;
    onward.clear();
  };

  const moved = (): void => {
    drawing = null;
    uproot();
  };

  /** A run of ours that is over has said more than this one: what it said is to be outdone. */
  const hearOwn = (word: Word): void => {
    if (word.seq <= (own[word.kind]?.seq ?? 0) || word.seq >= SEQ_LIMIT - 1) return;
    lastSeq = Math.max(lastSeq, word.seq);
    overtaken = true;
  };

  const take = (word: Word): boolean => {
    if (word.peer === self.peer) {
      hearOwn(word);
      return false;
    }
    const known = find(word.peer);
    if (known === null || word.seq <= (known[word.kind]?.seq ?? 0)) return false;
    const hadLeft = hasLeft(known);
    note(known, word, find);
    drawing = null;
    if (word.kind === 'links' || hadLeft !== hasLeft(known)) uproot();
    return true;
  };

  const say = (word: Word): Word => {
    note(own, word, find);
    drawing = null;
    return word;
  };

  return {
    hear: (words) => words.filter(take),
    speak: ({ neighbors, joinedAt, about }) => {
      const named = neighbors.slice(0, MOST_NEIGHBORS);
      const { links } = own;
      const words: Word[] = [];
      const isSame =
        links !== null && links.joinedAt === joinedAt && sameMembers(links.neighbors, named) && !overtaken;
      if (!isSame) words.push(say({ ...self, kind: 'links', seq: ++lastSeq, joinedAt, neighbors: named }));
      if (own.about === null || own.about.about !== about || overtaken)
        words.push(say({ kind: 'about', peer: self.peer, seq: ++lastSeq, about }));
      overtaken = false;
      return words;
    },
    isOvertaken: () => overtaken,
    moved,
    others: () => drawn().present,
    wordsOf: (peers) =>
      [...peers].flatMap((peer) => {
        const known = noted.get(peer);
        return known === undefined ? [] : wordsIn(known);
      }),
    sum: () => drawn().sum,
    marks: () => drawn().reached.map(markFor),
    laterThan: (marks, isWhole) => {
      const theirs = new Map(marks.map((mark) => [mark.mark, mark]));
      return drawn()
        .reached.filter(({ mark }) => isWhole || theirs.has(mark))
        .flatMap((known) => laterIn(known, theirs.get(known.mark)));
    },
    behind: (marks) => {
      const here = new Map([...noted.values()].map((known) => [known.mark, known]));
      return marks
        .filter((mark) => isBehind(here.get(mark.mark), mark))
        .map(({ mark }) => {
          const known = here.get(mark);
          return known === undefined ? { mark, links: 0, about: 0 } : markFor(known);
        });
    },
    isOnTree: (neighbor) => {
      tree ??= plant();
      const place = noted.get(neighbor);
      if (place?.foundIn !== tree || own.foundIn !== tree) return true;
      return own.parent === place || place.parent === own;
    },
    onwardFrom: (author) => {
      const known = onward.get(author);
      if (known !== undefined) return known;
      const found = findOnward(author);
      onward.set(author, found);
      return found;
    },
    size: () => noted.size - 1,
  };
};
