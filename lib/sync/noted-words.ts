/**
 * The latest words of one peer, as they are kept, and what can be read off them. It does not know those of others.
 */

import type { AboutWord, LinksWord, Mark, Word } from './frames';
import { markOf, termOf } from './presence-marks';
import type { Role } from './room';
import type { PeerId } from './transport';

/** What one peer has told the room about itself. */
export interface Presence {
  readonly peer: PeerId;
  readonly role: Role;
  readonly joinedAt: number;
  readonly neighbors: readonly PeerId[];
  /** JSON of the app's own; '' until it has said any. */
  readonly about: string;
}

export interface Noted {
  readonly peer: PeerId;
  readonly mark: number;
  links: LinksWord | null;
  /** null: nothing said yet. */
  about: AboutWord | null;
  /** Since when there is no way to it, by the clock; null while there is one. */
  unreachedSince: number | null;
}

const nobody: readonly PeerId[] = [];

export const newNoted = (peer: PeerId): Noted => ({
  peer,
  mark: markOf(peer),
  links: null,
  about: null,
  unreachedSince: null,
});

export const note = (noted: Noted, word: Word): void => {
  if (word.kind === 'links') noted.links = word;
  else noted.about = word;
};

export const hasLeft = ({ about }: Noted): boolean => about !== null && about.about === null;

/** Who has left names nobody. */
export const namedIn = (noted: Noted | undefined): readonly PeerId[] =>
  noted === undefined || hasLeft(noted) ? nobody : (noted.links?.neighbors ?? nobody);

/** null: it is not here, or has not yet said how it stands. */
export const presenceOf = (noted: Noted): Presence | null => {
  const { links, about } = noted;
  if (links === null || hasLeft(noted)) return null;
  const { peer, role, joinedAt, neighbors } = links;
  return { peer, role, joinedAt, neighbors, about: about?.about ?? '' };
};

export const markFor = ({ mark, links, about }: Noted): Mark => ({
  mark,
  links: links?.seq ?? 0,
  about: about?.seq ?? 0,
});

export const termFor = ({ mark, links, about }: Noted): number =>
  termOf(mark, links?.seq ?? 0, about?.seq ?? 0);

export const wordsIn = ({ links, about }: Noted): Word[] => [links, about].filter((word) => word !== null);

export const laterIn = (noted: Noted, than: Mark | undefined): Word[] =>
  wordsIn(noted).filter(({ kind, seq }) => seq > (than?.[kind] ?? 0));

export const isBehind = (noted: Noted | undefined, { links, about }: Mark): boolean =>
  (noted?.links?.seq ?? 0) < links || (noted?.about?.seq ?? 0) < about;
