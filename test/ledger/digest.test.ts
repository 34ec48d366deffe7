import { describe, expect, it } from 'vitest';
import { bucketOf, createDigest } from '@/lib/ledger/digest';
import { createDice, drawWriter } from '../random';

const HASH_BYTES = 16;

/** A digest over journals of plain numbers, and how to make them grow. */
const setUp = () => {
  const reach = new Map<number, number>();
  const digest = createDigest(
    (writer, from, to) => Array.from({ length: to - from }, (_, index) => [writer % 97, from + index]),
    reach,
  );
  const grow = (writer: number, count: number): void => {
    reach.set(writer, (reach.get(writer) ?? 0) + count);
    digest.grew(writer);
  };
  return { digest, grow };
};

const bucketsThatDiffer = (one: Uint8Array, other: Uint8Array): number[] => {
  const differing = new Set<number>();
  for (const [index, byte] of one.entries())
    if (byte !== other[index]) differing.add(Math.floor(index / HASH_BYTES));
  return [...differing];
};

describe('the digest', () => {
  it('is the same however the journals grew', () => {
    const [step, leap] = [setUp(), setUp()];
    for (let round = 0; round < 30; round++) {
      step.grow(7, 100);
      step.digest.sum();
    }
    step.grow(8, 1);
    leap.grow(8, 1);
    leap.grow(7, 3_000);
    expect(leap.digest.sum()).toEqual(step.digest.sum());
    expect(leap.digest.bucketSums()).toEqual(step.digest.bucketSums());
  });

  it('differs in the buckets alone whose writers differ, and nowhere without them', () => {
    const dice = createDice(3);
    const writers = Array.from({ length: 500 }, drawWriter(dice));
    const [one, other] = [setUp(), setUp()];
    for (const writer of writers) {
      one.grow(writer, 5);
      other.grow(writer, 5);
    }
    const longer = new Set([dice.pick(writers), dice.pick(writers)]);
    for (const writer of longer) one.grow(writer, 1);
    const differing = bucketsThatDiffer(one.digest.bucketSums(), other.digest.bucketSums());
    expect(differing.sort()).toEqual([...longer].map(bucketOf).sort());
    expect(one.digest.bucketSums(longer)).toEqual(other.digest.bucketSums(longer));
    expect(one.digest.sum(longer)).toEqual(other.digest.sum(longer));
    expect(one.digest.sum()).not.toEqual(other.digest.sum());
  });

  it('prints the beginning of a long journal as that of a short one', () => {
    for (const clock of [0, 1, 1_023, 1_024, 1_025, 2_900]) {
      const [long, short] = [setUp(), setUp()];
      long.grow(7, 3_000);
      short.grow(7, clock);
      expect(long.digest.printOf(7, clock)).toEqual(short.digest.printOf(7, clock));
      expect(short.digest.printOf(7, clock + 1)).toBe(null);
    }
  });

  it('spreads writers evenly, drawn at random or one after the other', () => {
    const drawn = Array.from({ length: 20_000 }, drawWriter(createDice(5)));
    for (const writers of [drawn, drawn.map((_, index) => index)]) {
      const counts = new Map<number, number>();
      for (const writer of writers) counts.set(bucketOf(writer), (counts.get(bucketOf(writer)) ?? 0) + 1);
      expect(Math.max(...counts.values())).toBeLessThan(60);
      expect(Math.max(...counts.keys())).toBe(1_023);
    }
  });
});
