/**
 * Which question a neighbor is to be asked next, by what is known of its copy, and from when on.
 * It does not know how questions are sent, nor which neighbor comes first. SPEC.md, rules C2, C9 and C11.
 */

import { MOST_ANNOUNCED } from './frames';
import type { Digest, Range, SharedDocument } from './shared-document';
import { type Lacking, type Standing, sameDigest, stillMissing } from './standing';
import type { PeerId } from './transport';

/** A digest that does not match is given so long, in which updates under way may settle it. */
const DOUBT_PATIENCE_MS = 1_000;
/** With so many entries more a neighbor has what no updates under way will bring. */
const FAR_AHEAD = 200;
/** A reach below this is sent as it is; with counts further apart than this the reach is small beside the answer. */
const SMALL_REACH_BYTES = 500;
const NEAR = 512;
/** What one writer takes of a reach: 53 bits of id, and mostly a byte or two of clock. */
export const REACH_BYTES_PER_WRITER = 10;

export type Question =
  /** All that the neighbor has. */
  | { readonly kind: 'everything' }
  /** What it has beyond our reach. */
  | { readonly kind: 'reach' }
  /** Where the two copies differ, and then what is missing there. */
  | { readonly kind: 'sums' }
  | { readonly kind: 'ranges'; readonly ranges: readonly Range[] }
  /** The same, and from now on whatever is new. */
  | { readonly kind: 'graft'; readonly ranges: readonly Range[] };

/** The moment from which on there may be a question. */
export interface Later {
  readonly kind: 'later';
  readonly due: number;
}

export const isLargeReach = (document: SharedDocument): boolean =>
  document.reach().size * REACH_BYTES_PER_WRITER > SMALL_REACH_BYTES;

/** [C9] A neighbor's digest does not match: asked at once on meeting or where it is far ahead, else after a while. */
export const doubted = (
  standing: Standing,
  digest: Digest,
  ours: Digest,
  now: number,
  isMeeting: boolean,
): void => {
  const isUrgent = isMeeting || digest.entries > ours.entries + FAR_AHEAD;
  if (standing.doubt === null || isUrgent)
    standing.doubt = { digest, due: isUrgent ? now : now + DOUBT_PATIENCE_MS };
};

/** Adds what is not there yet, up to a bound that an honest neighbor does not reach. */
export const lack = (standing: Standing, ranges: readonly Lacking[]): void => {
  const known = new Map<number, number>();
  for (const { writer, to } of standing.lacking) known.set(writer, Math.max(known.get(writer) ?? 0, to));
  const added = ranges
    .map((range) => ({ ...range, from: Math.max(range.from, known.get(range.writer) ?? 0) }))
    .filter(({ from, to }) => from < to);
  standing.lacking = [...standing.lacking, ...added].slice(0, MOST_ANNOUNCED);
};

/** What was told is compared with what is here now; if that is no longer behind it, what was told last comes next. */
const settleDoubt = (standing: Standing, self: PeerId, peer: PeerId, ours: Digest, now: number): boolean => {
  for (;;) {
    const { doubt, theirDigest, theirDigestAt } = standing;
    if (doubt === null || now < doubt.due) return false;
    const { entries } = doubt.digest;
    // Of two that hold equally many one has to begin; who is asked learns from the question what it lacks itself.
    const isAhead = entries > ours.entries || (entries === ours.entries && self < peer);
    if (isAhead && !sameDigest(doubt.digest, ours)) return true;
    const isLast = theirDigest === null || sameDigest(theirDigest, doubt.digest);
    standing.doubt = isLast ? null : { digest: theirDigest, due: theirDigestAt + DOUBT_PATIENCE_MS };
  }
};

const wholeQuestion = (document: SharedDocument, theirs: Digest, ours: Digest): Question => {
  const isNear = Math.abs(theirs.entries - ours.entries) <= NEAR;
  return { kind: isNear && isLargeReach(document) ? 'sums' : 'reach' };
};

export interface Asker {
  readonly self: PeerId;
  readonly peer: PeerId;
  readonly document: SharedDocument;
  readonly isFull: boolean;
  readonly now: number;
}

const later = (due: number): Later => ({ kind: 'later', due });

/** null: as far as is known the neighbor has nothing that is not here. */
export const questionFor = (standing: Standing, asker: Asker): Question | Later | null => {
  const { self, peer, document, isFull, now } = asker;
  const isIdle = standing.lacking.length === 0 && standing.doubt === null && !standing.isAllDue;
  if (isIdle) return null;
  if (now < standing.notBefore) return later(standing.notBefore);
  if (isFull && standing.isAllDue) return { kind: 'everything' };
  standing.lacking = stillMissing(standing.lacking, document.reach(), standing);
  const ready = standing.lacking.filter(({ due }) => due <= now);
  if (ready.length > 0) {
    const kind = !isFull && ready.some(({ announced }) => announced) ? 'graft' : 'ranges';
    return { kind, ranges: ready.map(({ writer, from, to }) => ({ writer, from, to })) };
  }
  const ours = document.digest(standing.forks);
  if (settleDoubt(standing, self, peer, ours, now)) {
    // What everything did not settle is settled as among careful neighbors, so that forks are found.
    if (isFull && standing.failures === 0) return { kind: 'everything' };
    return wholeQuestion(document, standing.doubt?.digest ?? ours, ours);
  }
  const dues = [...standing.lacking, ...(standing.doubt === null ? [] : [standing.doubt])];
  return dues.length === 0 ? null : later(Math.min(...dues.map(({ due }) => due)));
};
