/**
 * Who is in the room, by the words of each: what it says of its neighbors, and what it says of itself. A word counts while
 * its author can be reached over those that peers name as their neighbors, beginning at ours; so nobody needs to repeat it.
 * It does not know links or sessions (gossip.ts does), nor how a word that was lost is found again (comparing.ts).
 */

import type { Clock, Random } from './clock';
import { type Mark, MOST_NEIGHBORS, SEQ_LIMIT, type Word } from './frames';
import {
  hasLeft,
  isBehind,
  laterIn,
  markFor,
  type Noted,
  namedIn,
  newNoted,
  note,
  type Presence,
  presenceOf,
  termFor,
  wordsIn,
} from './noted-words';
import type { Role } from './room';
import type { PeerId } from './transport';
import { reachedFrom, treeFrom } from './word-graph';

/** Who cannot be reached is forgotten after so long, and comes back with all its words if it ever does. */
const MEMORY_MS = 60_000;
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
  /** The others that are here, in the order of ids. The same array until something has changed. */
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
  /** How many others are remembered. */
  size(): number;
}

interface Drawing {
  /** Of whom there are words; ourselves included. */
  readonly reached: readonly Noted[];
  readonly sum: BoardSum;
  readonly present: readonly Presence[];
}

const sameMembers = (one: readonly PeerId[], other: readonly PeerId[]): boolean => {
  const members = new Set(one);
  return members.size === other.length && other.every((peer) => members.has(peer));
};

const byPeer = (one: { readonly peer: PeerId }, other: { readonly peer: PeerId }): number =>
  one.peer < other.peer ? -1 : 1;

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
  let parents: ReadonlyMap<PeerId, PeerId> | null = null;
  let lastSeq = Math.floor(FIRST_SEQ * random());
  let overtaken = false;

  const namedBy = (peer: PeerId): readonly PeerId[] =>
    peer === self.peer ? neighborsNow() : namedIn(noted.get(peer));

  const forget = (reached: ReadonlySet<PeerId>): void => {
    const now = clock.now();
    for (const known of noted.values()) {
      known.unreachedSince = reached.has(known.peer) ? null : (known.unreachedSince ?? now);
      if (known.unreachedSince !== null && now - known.unreachedSince > MEMORY_MS) noted.delete(known.peer);
    }
  };

  const draw = (): Drawing => {
    const everyone = reachedFrom(self.peer, namedBy);
    forget(everyone);
    const reached = [...everyone].map((peer) => noted.get(peer)).filter((known) => known !== undefined);
    const present = reached
      .filter((known) => known !== own)
      .map(presenceOf)
      .filter((presence) => presence !== null);
    const hash = reached.reduce((sum, known) => sum ^ termFor(known), 0) >>> 0;
    return { reached, present: present.sort(byPeer), sum: { peers: reached.length, hash } };
  };

  const drawn = (): Drawing => {
    drawing ??= draw();
    return drawing;
  };

  const plant = (): ReadonlyMap<PeerId, PeerId> => {
    const first = drawn().present[0]?.peer ?? self.peer;
    return treeFrom(first < self.peer ? first : self.peer, namedBy);
  };

  const moved = (): void => {
    drawing = null;
    parents = null;
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
    const known = noted.get(word.peer);
    if (known === undefined && noted.size > PEER_LIMIT) return false;
    if (word.seq <= (known?.[word.kind]?.seq ?? 0)) return false;
    const kept = known ?? newNoted(word.peer);
    const hadLeft = hasLeft(kept);
    noted.set(word.peer, kept);
    note(kept, word);
    drawing = null;
    if (word.kind === 'links' || hadLeft !== hasLeft(kept)) parents = null;
    return true;
  };

  const say = (word: Word): Word => {
    note(own, word);
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
      parents ??= plant();
      const [ours, theirs] = [parents.get(self.peer), parents.get(neighbor)];
      return ours === neighbor || theirs === self.peer || ours === undefined || theirs === undefined;
    },
    size: () => noted.size - 1,
  };
};
