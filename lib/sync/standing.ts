/**
 * What is known of how far one neighbor's copy reaches, compared with ours.
 * It does not know frames, time or which neighbor should be asked.
 */

import type { Digest, Range, Reach } from './shared-document';

export interface Standing {
  /** What the neighbor said last of its copy; null before it said anything. */
  theirDigest: Digest | null;
  /** What we said last of ours. */
  sentDigest: Digest | null;
  sentAt: number;
  /** How many entries of each writer it is known to have; null while nothing is known. */
  theirs: Map<number, number> | null;
  agreed: boolean;
  /** Ranges that the neighbor has and we do not, as far as we noticed. */
  lacking: readonly Range[];
  /** Writers under whose name the two copies hold different entries: left out of everything that follows. */
  readonly forks: Set<number>;
  /** Requests that it did not answer in time, or answered with nothing. */
  failures: number;
  /** Not to be asked again before this moment. */
  notBefore: number;
}

export const newStanding = (): Standing => ({
  theirDigest: null,
  sentDigest: null,
  sentAt: 0,
  theirs: null,
  agreed: false,
  lacking: [],
  forks: new Set(),
  failures: 0,
  notBefore: 0,
});

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

export const sameDigest = (one: Digest | null, other: Digest | null): boolean =>
  one !== null && other !== null && one.entries === other.entries && sameBytes(one.hash, other.hash);

/** The neighbor is known to have these entries. */
export const noteHeld = (standing: Standing, ranges: readonly Range[]): void => {
  if (standing.theirs === null) return;
  for (const { writer, from, to } of ranges) {
    const known = standing.theirs.get(writer) ?? 0;
    if (from <= known && to > known) standing.theirs.set(writer, to);
  }
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

/** What of these ranges is still missing here. */
export const stillMissing = (ranges: readonly Range[], reach: Reach): Range[] =>
  ranges
    .map(({ writer, from, to }) => ({ writer, from: Math.max(from, reach.get(writer) ?? 0), to }))
    .filter(({ from, to }) => from < to);

/** How many of our entries the neighbor lacks; null while nothing is known. */
export const entriesLackedBy = (standing: Standing, reach: Reach): number | null => {
  if (standing.agreed) return 0;
  if (standing.theirs === null) return null;
  let lacks = 0;
  for (const { from, to } of rangesAhead(reach, standing.theirs, standing.forks)) lacks += to - from;
  return lacks;
};
