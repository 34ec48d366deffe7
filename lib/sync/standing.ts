/**
 * What is known of how far one neighbor's copy reaches, compared with ours, and how the two talk.
 * It does not know frames, time or which neighbor should be asked.
 */

import type { Digest, Range, Reach } from './shared-document';

/** Entries that the neighbor has and we do not, as far as we noticed. */
export interface Lacking extends Range {
  /** Not to be asked for before this moment: they may be on their way. */
  readonly due: number;
  /** They were announced; had the neighbor sent them, they would be here. */
  readonly announced: boolean;
}

/** A digest of the neighbor's that did not match. If it still tells of more than is here when it falls due, we ask. */
export interface Doubt {
  readonly digest: Digest;
  readonly due: number;
}

export interface Standing {
  /** Data flows between the two; and nothing was told since it does. */
  isFlowing: boolean;
  isMeeting: boolean;
  /** What the neighbor said last of its copy, and when; null before it said anything. */
  theirDigest: Digest | null;
  theirDigestAt: number;
  /** What we said last of ours. */
  sentDigest: Digest | null;
  sentAt: number;
  /** At least so many entries of each writer it is known to have. */
  theirs: Map<number, number>;
  /** As `theirs`, but only what it has shown or said itself: what was sent may still be under way. */
  shown: Map<number, number>;
  /** `theirs` began as an account of its whole copy. */
  isAccounted: boolean;
  /** On what the two agreed last; null if they do not agree now. */
  agreedOn: Digest | null;
  lacking: readonly Lacking[];
  doubt: Doubt | null;
  /** They have begun a full exchange; and everything is to be asked for, whatever the digests say. */
  isFull: boolean;
  isAllDue: boolean;
  /** Writers under whose name the two copies hold different entries: left out of everything that follows. */
  readonly forks: Set<number>;
  /** New entries are announced over this link, not sent; since then. */
  isLazy: boolean;
  prunedAt: number;
  /** What is to be announced. */
  news: readonly Range[];
  /** Requests that it did not answer in time, or answered with nothing. */
  failures: number;
  /** Not to be asked again before this moment. */
  notBefore: number;
}

export const newStanding = (): Standing => ({
  isFlowing: false,
  isMeeting: true,
  theirDigest: null,
  theirDigestAt: 0,
  sentDigest: null,
  sentAt: 0,
  theirs: new Map(),
  shown: new Map(),
  isAccounted: false,
  agreedOn: null,
  lacking: [],
  doubt: null,
  isFull: false,
  isAllDue: false,
  forks: new Set(),
  isLazy: false,
  prunedAt: Number.NEGATIVE_INFINITY,
  news: [],
  failures: 0,
  notBefore: 0,
});

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

export const sameDigest = (one: Digest | null, other: Digest | null): boolean =>
  one !== null && other !== null && one.entries === other.entries && sameBytes(one.hash, other.hash);

const raise = (reach: Map<number, number>, ranges: Iterable<Pick<Range, 'writer' | 'to'>>): void => {
  for (const { writer, to } of ranges) if ((reach.get(writer) ?? 0) < to) reach.set(writer, to);
};

/** The neighbor has sent these entries: it needs them no more, but may not keep them. */
export const noteBrought = ({ theirs }: Standing, ranges: readonly Pick<Range, 'writer' | 'to'>[]): void =>
  raise(theirs, ranges);

/** The neighbor has shown that it has these entries, and so all before them: journals have no holes. */
export const noteHeld = (
  { theirs, shown }: Standing,
  ranges: readonly Pick<Range, 'writer' | 'to'>[],
): void => {
  raise(theirs, ranges);
  raise(shown, ranges);
};

/** These entries were sent to the neighbor: it has them, if it had all before them. */
export const noteSent = ({ theirs }: Standing, ranges: readonly Range[]): void => {
  for (const { writer, from, to } of ranges) {
    const known = theirs.get(writer) ?? 0;
    if (from <= known && to > known) theirs.set(writer, to);
  }
};

/** The neighbor's copy reaches exactly so far. */
export const noteAccount = (standing: Standing, reach: Reach): void => {
  standing.theirs = new Map(reach);
  standing.shown = new Map(reach);
  standing.isAccounted = true;
};

/** What `ahead` has and `behind` lacks, but for the writers in `except`. */
export const rangesAhead = (ahead: Reach, behind: Reach, except: ReadonlySet<number>): Range[] => {
  const ranges: Range[] = [];
  for (const [writer, to] of ahead) {
    const from = behind.get(writer) ?? 0;
    if (from < to && !except.has(writer)) ranges.push({ writer, from, to });
  }
  return ranges;
};

/** What of these ranges the neighbor is not known to have. */
export const unheldBy = ({ theirs, forks }: Standing, ranges: readonly Range[]): readonly Range[] =>
  ranges.filter(({ writer, to }) => (theirs.get(writer) ?? 0) < to && !forks.has(writer));

/** What of these ranges is still missing here. */
export const stillMissing = <Kind extends Range>(
  ranges: readonly Kind[],
  reach: Reach,
  { forks }: Standing,
): readonly Kind[] =>
  ranges
    .filter(({ writer, to }) => (reach.get(writer) ?? 0) < to && !forks.has(writer))
    .map((range) => ({ ...range, from: Math.max(range.from, reach.get(range.writer) ?? 0) }));

/** One range for each writer, from the first to the last of its ranges. */
export const joined = (ranges: readonly Range[]): readonly Range[] => {
  const byWriter = new Map<number, Range>();
  for (const { writer, from, to } of ranges) {
    const known = byWriter.get(writer);
    byWriter.set(writer, {
      writer,
      from: Math.min(from, known?.from ?? from),
      to: Math.max(to, known?.to ?? to),
    });
  }
  return [...byWriter.values()];
};

/** How many of our entries the neighbor lacks; null while nothing is known. */
export const entriesLackedBy = (standing: Standing, reach: Reach): number | null => {
  if (standing.agreedOn !== null) return 0;
  if (!standing.isAccounted) return null;
  let lacks = 0;
  for (const { from, to } of rangesAhead(reach, standing.theirs, standing.forks)) lacks += to - from;
  return lacks;
};
