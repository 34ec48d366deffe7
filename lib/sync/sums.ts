/**
 * Finding where two copies differ without telling all that one has: sums over groups of buckets of writers, then over
 * the buckets of groups that differ, then prints of the few writers in buckets that differ. SPEC.md, rule C11.
 * It does not know when copies are compared, nor what follows for the neighbor (answers.ts).
 */

import { printsOf } from './forks';
import { BUCKETS, type Frame, GROUP_SUMS_BYTES, GROUPS, type GroupSums, SUM_BYTES } from './frames';
import { REACH_BYTES_PER_WRITER } from './questions';
import type { SharedDocument } from './shared-document';

const HASH_BYTES = 16;
const BUCKETS_PER_GROUP = BUCKETS / GROUPS;
/** What one writer takes of a frame of prints. */
const PRINT_BYTES_PER_WRITER = 2 * REACH_BYTES_PER_WRITER;

/** The beginnings of the sums of one group's buckets. */
const sumsWithin = (all: Uint8Array, group: number): Uint8Array => {
  const sums = new Uint8Array(GROUP_SUMS_BYTES);
  for (let index = 0; index < BUCKETS_PER_GROUP; index++) {
    const start = (group * BUCKETS_PER_GROUP + index) * HASH_BYTES;
    sums.set(all.subarray(start, start + SUM_BYTES), index * SUM_BYTES);
  }
  return sums;
};

/** For each group the sum over its buckets. */
const sumsOfGroups = (all: Uint8Array): Uint8Array => {
  const sums = new Uint8Array(GROUP_SUMS_BYTES);
  for (let group = 0; group < GROUPS; group++) {
    for (const [index, byte] of sumsWithin(all, group).entries()) {
      const place = group * SUM_BYTES + (index % SUM_BYTES);
      sums[place] = (sums[place] ?? 0) ^ byte;
    }
  }
  return sums;
};

/** The places, in multiples of a sum, at which the two differ. */
const placesThatDiffer = (ours: Uint8Array, theirs: Uint8Array): number[] => {
  const places = new Set<number>();
  for (const [index, byte] of ours.entries())
    if (byte !== theirs[index]) places.add(Math.floor(index / SUM_BYTES));
  return [...places];
};

export const groupSumsOf = (document: SharedDocument, forks: ReadonlySet<number>): Uint8Array =>
  sumsOfGroups(document.bucketSums(forks));

/** What the asked one says to the sums of groups: the sums within those that differ; none if it finds no difference. */
export const groupsThatDiffer = (
  document: SharedDocument,
  forks: ReadonlySet<number>,
  theirs: Uint8Array,
): GroupSums[] => {
  const all = document.bucketSums(forks);
  return placesThatDiffer(sumsOfGroups(all), theirs).map((group) => ({
    group,
    sums: sumsWithin(all, group),
  }));
};

const bucketsThatDiffer = (
  document: SharedDocument,
  forks: ReadonlySet<number>,
  groups: readonly GroupSums[],
): number[] => {
  const all = document.bucketSums(forks);
  return groups.flatMap(({ group, sums }) =>
    placesThatDiffer(sumsWithin(all, group), sums).map((place) => group * BUCKETS_PER_GROUP + place),
  );
};

/**
 * What the asker says to that: the prints of its writers in the buckets that differ, or its reach where that is shorter;
 * null if it finds no difference.
 */
export const answerToGroups = (
  document: SharedDocument,
  forks: ReadonlySet<number>,
  request: number,
  groups: readonly GroupSums[],
): Frame | null => {
  const buckets = bucketsThatDiffer(document, forks, groups);
  if (buckets.length === 0) return null;
  const within = new Set(buckets);
  const reach = document.reach();
  const writers = [...reach].filter(([writer]) => within.has(document.bucketOf(writer)));
  if (writers.length * PRINT_BYTES_PER_WRITER > reach.size * REACH_BYTES_PER_WRITER)
    return { type: 'want', request, reach };
  return { type: 'prints', request, buckets, prints: printsOf(document, writers) };
};
