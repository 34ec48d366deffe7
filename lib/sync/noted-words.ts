/**
 * The latest words of one peer, as they are kept, and what can be read off them. It does not know those of others.
 */

import type { AboutWord, LinksWord, Mark, Word } from './frames';
import { markOf, termOf } from './presence-marks';
import type { Role } from './room';
import type { PeerId } from './transport';
import type { Place } from './word-graph';

/** What one peer has told the room about itself. */
export interface Presence {
  readonly peer: PeerId;
  readonly role: Role;
  readonly joinedAt: number;
  readonly neighbors: readonly PeerId[];
  /** JSON of the app's own; '' until it has said any. */
  readonly about: string;
}

export interface Noted extends Place {
  readonly mark: number;
  /** null: nothing said yet; also of whom others have named and nobody has heard. */
  links: LinksWord | null;
  about: AboutWord | null;
  /** What its words add to the hash of all; 0 while there are none. */
  term: number;
  /** Read off the words when next asked for; null once they have changed. */
  presence: Presence | null;
  /** Those whom it names as its neighbors. */
  named: readonly Noted[];
  /** Since when there is no way to it, by the clock; null while there is one. */
  unreachedSince: number | null;
}

export const newNoted = (peer: PeerId): Noted => ({
  peer,
  mark: markOf(peer),
  links: null,
  about: null,
  term: 0,
  presence: null,
  named: [],
  unreachedSince: null,
  reachedIn: 0,
  foundIn: 0,
  level: 0,
  parent: null,
});

export const hasLeft = ({ about }: Noted): boolean => about !== null && about.about === null;

export const hasSpoken = ({ links, about }: Noted): boolean => links !== null || about !== null;

/** @param find what is noted of a peer that is named; null where no more can be kept in mind. */
export const note = (noted: Noted, word: Word, find: (peer: PeerId) => Noted | null): void => {
  if (word.kind === 'about') noted.about = word;
  else {
    noted.named = word.neighbors.map(find).filter((named) => named !== null);
    // A thousand peers that name six others each need not keep each id seven times.
    noted.links = { ...word, peer: noted.peer, neighbors: noted.named.map(({ peer }) => peer) };
  }
  noted.presence = null;
  noted.term = termOf(noted.mark, noted.links?.seq ?? 0, noted.about?.seq ?? 0);
};

/** null: it is not here, or has not yet said how it stands. */
export const presenceOf = (noted: Noted): Presence | null => {
  const { links, about } = noted;
  if (links === null || hasLeft(noted)) return null;
  const { peer, role, joinedAt, neighbors } = links;
  noted.presence ??= { peer, role, joinedAt, neighbors, about: about?.about ?? '' };
  return noted.presence;
};

export const markFor = ({ mark, links, about }: Noted): Mark => ({
  mark,
  links: links?.seq ?? 0,
  about: about?.seq ?? 0,
});

export const wordsIn = ({ links, about }: Noted): Word[] => [links, about].filter((word) => word !== null);

export const laterIn = (noted: Noted, than: Mark | undefined): Word[] =>
  wordsIn(noted).filter(({ kind, seq }) => seq > (than?.[kind] ?? 0));

export const isBehind = (noted: Noted | undefined, { links, about }: Mark): boolean =>
  (noted?.links?.seq ?? 0) < links || (noted?.about?.seq ?? 0) < about;
