/**
 * The journals of a ledger: appends to the own one, lets in what the door allows, hands out ranges.
 * It does not know what entries mean, where they are stored, or who the neighbors are.
 *
 * One root Y.Array per writer, only ever appended to (DESIGN: the ledger is an append-only journal). Yjs sees nothing but
 * the author's own pushes and updates rebuilt here from accepted entries.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { bucketOf, createDigest } from './digest';
import { type DoorState, judge, type Range, type Refusal } from './door';
import { checkEntry, type Entry, timeOf } from './entry';
import { readEntry } from './entry-reader';
import { createPartitions } from './partitions';
import { encodeUpdates, type Section } from './update-codec';

/** Who brings entries: this program, its disk, a file, or a neighbor by its id. */
export type Origin = 'local' | 'storage' | 'file' | (string & {});

export interface Admission {
  readonly accepted: readonly Range[];
  readonly refused: readonly Refusal[];
  readonly gaps: readonly Range[];
  readonly known: readonly Range[];
}

/**
 * How far a time may be beyond the number of entries here, and still be followed. An honest Lamport time counts entries: no
 * writer's is higher than all entries there are. With this margin, for what has not arrived yet, whoever claims later times
 * moves nobody: to use up the 2^52 times there are takes as many entries. Such an entry is taken in all the same, and
 * whoever replaces it names it, at a time of their own.
 */
const PLAUSIBLE_LEAD = 2 ** 31;

/** After so many entries in a row the program goes on as a new writer, because Yjs copies a run when it grows. */
const RUN_LIMIT = 2_000;

export interface Journal {
  /** The writer that the next append is by. */
  writer(): number;
  /** The highest Lamport time of any entry here; 0 in an empty ledger. */
  latestTime(): number;
  /** How many entries of each writer are here. Do not change it. */
  reach(): ReadonlyMap<number, number>;
  entryCount(): number;
  /** Entries `from` to `to` of one writer; fewer if there are fewer. */
  read(writer: number, from: number, to: number): Entry[];
  /** Every writer's journal, whole. */
  sections(): Iterable<Section>;
  /**
   * Appends to the own journal what `make` returns for this writer and clock, in one transaction. Entries that are not
   * well-formed are a programmer's error, and throw.
   */
  append(make: (writer: number, firstClock: number) => readonly Entry[]): Range;
  /** Goes on as a writer that nobody has met yet. */
  becomeNewWriter(): void;
  admit(update: Uint8Array, origin: Origin): Admission;
  /** Many, in their order. */
  admitAll(updates: readonly Uint8Array[], origin: Origin): Admission[];
  /** Whether this program itself appends to the journal, so that nobody else may. */
  isWrittenHere(writer: number): boolean;
  updatesSince(have: ReadonlyMap<number, number>): Iterable<Uint8Array>;
  updatesFor(ranges: readonly Range[]): Iterable<Uint8Array>;
  /** Of all journals but those in `except`. */
  digest(except?: ReadonlySet<number>): { readonly entries: number; readonly hash: Uint8Array };
  /** 16 bytes for each of 1,024 buckets of writers, over the journals of all but those in `except`. */
  bucketSums(except?: ReadonlySet<number>): Uint8Array;
  /** 0 to 1,023: the bucket of a writer, the same in every replica. */
  bucketOf(writer: number): number;
  /** 16 bytes over the first `clock` entries of a writer; null if there are fewer here. */
  printOf(writer: number, clock: number): Uint8Array | null;
  /** The sections hold the very entries that are new, in the order of their journals. */
  onEntries(listener: (sections: readonly Section[], origin: Origin) => void): () => void;
  onGrowth(listener: (ranges: readonly Range[], origin: Origin) => void): () => void;
  /** Nothing of what came in is waiting inside Yjs: always true, and tested. */
  isSettled(): boolean;
}

/** What others will read: the value after the way over the wire, so that a reader can never see more than was written. */
const settle = (entry: Entry): Entry => {
  const bytes = encoding.encode((encoder) => encoding.writeAny(encoder, entry as never));
  return Object.freeze(readEntry(decoding.createDecoder(bytes))) as Entry;
};

const assertSound = (entries: readonly Entry[], from: number): void => {
  for (const [index, entry] of entries.entries()) {
    const checked = checkEntry(entry, from + index);
    if (!checked.ok) throw new TypeError(`not an entry: ${checked.error.message}`);
  }
};

/** @param drawWriter draws a writer's id, an integer from 53 bits; never the same twice. */
export const createJournal = (drawWriter: () => number): Journal => {
  const partitions = createPartitions();
  const running = new Set<number>();
  const reach = new Map<number, number>();
  const lastTimes = new Map<number, number>();
  const entryListeners = new Set<(sections: readonly Section[], origin: Origin) => void>();
  let count = 0;
  let latestTime = 0;
  let ownWriter = drawWriter();

  const becomeNewWriter = (): void => {
    ownWriter = drawWriter();
  };

  const { read } = partitions;
  const digest = createDigest(read, reach);

  const note = (sections: readonly Section[], origin: Origin): Range[] => {
    const ranges = sections.map(({ writer, from, entries }) => ({ writer, from, to: from + entries.length }));
    for (const [index, { writer, to, from }] of ranges.entries()) {
      reach.set(writer, to);
      digest.grew(writer);
      count += to - from;
      const last = sections[index]?.entries.at(-1);
      if (last === undefined) continue;
      const time = timeOf(last, to - 1);
      lastTimes.set(writer, time);
      if (time <= count + PLAUSIBLE_LEAD) latestTime = Math.max(latestTime, time);
    }
    for (const listener of [...entryListeners]) listener(sections, origin);
    return ranges;
  };

  const isWrittenHere = (writer: number): boolean => running.has(writer) || writer === ownWriter;

  const doorState: DoorState = {
    clockOf: (writer) => reach.get(writer) ?? 0,
    lastTimeOf: (writer) => lastTimes.get(writer) ?? 0,
    isRunningHere: isWrittenHere,
  };

  function* sectionsOf(ranges: Iterable<Range>): Generator<Section> {
    for (const { writer, from, to } of ranges) {
      const entries = read(writer, from, to);
      if (entries.length > 0) yield { writer, from, entries };
    }
  }

  const rangesSince = (have: ReadonlyMap<number, number>): Range[] => {
    const ranges: Range[] = [];
    for (const [writer, to] of reach) {
      const from = have.get(writer) ?? 0;
      if (from < to) ranges.push({ writer, from, to });
    }
    return ranges;
  };

  const admit = (update: Uint8Array, origin: Origin): Admission => {
    const { sections, refused, gaps, known } = judge(update, doorState);
    if (sections.length === 0) return { accepted: [], refused, gaps, known };
    partitions.append(sections, origin);
    return { accepted: note(sections, origin), refused, gaps, known };
  };

  return {
    writer: () => ownWriter,
    latestTime: () => latestTime,
    reach: () => reach,
    entryCount: () => count,
    read,
    sections: () => sectionsOf(rangesSince(new Map())),
    append: (make) => {
      const writer = ownWriter;
      const from = reach.get(writer) ?? 0;
      const made = make(writer, from);
      if (made.length === 0) return { writer, from, to: from };
      assertSound(made, from);
      const entries = made.map(settle);
      running.add(writer);
      const section = { writer, from, entries };
      partitions.append([section], 'local');
      const ranges = note([section], 'local');
      if (from + entries.length >= RUN_LIMIT) becomeNewWriter();
      return ranges[0] ?? { writer, from, to: from };
    },
    becomeNewWriter,
    admit,
    admitAll: (updates, origin) => updates.map((update) => admit(update, origin)),
    isWrittenHere,
    updatesSince: (have) => encodeUpdates(sectionsOf(rangesSince(have))),
    updatesFor: (ranges) => encodeUpdates(sectionsOf(ranges)),
    digest: (except) => {
      let entries = count;
      for (const writer of except ?? []) entries -= reach.get(writer) ?? 0;
      return { entries, hash: digest.sum(except) };
    },
    bucketSums: digest.bucketSums,
    bucketOf,
    printOf: digest.printOf,
    onEntries: (listener) => {
      entryListeners.add(listener);
      return () => entryListeners.delete(listener);
    },
    onGrowth: (listener) => {
      const heard = (sections: readonly Section[], origin: Origin): void =>
        listener(
          sections.map(({ writer, from, entries }) => ({ writer, from, to: from + entries.length })),
          origin,
        );
      entryListeners.add(heard);
      return () => entryListeners.delete(heard);
    },
    isSettled: partitions.isSettled,
  };
};
