/**
 * The journals of a ledger in one Yjs document: appends to the own one, lets in what the door allows, hands out ranges.
 * It does not know what entries mean, where they are stored, or who the neighbors are.
 *
 * One root Y.Array per writer, only ever appended to (DESIGN: the ledger is an append-only journal). Yjs sees nothing but
 * the author's own pushes and updates rebuilt here from accepted entries.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { bucketOf, createDigest } from './digest';
import { type Judgement, judge, type Range, type Refusal } from './door';
import { checkEntry, type Entry, timeOf } from './entry';
import { readEntry } from './entry-reader';
import { encodeSkeleton, encodeUpdates, journalName, type Section } from './update-codec';

/** Who brings entries: this program, its disk, a file, or a neighbor by its id. */
export type Origin = 'local' | 'storage' | 'file' | (string & {});

export interface Admission {
  readonly accepted: readonly Range[];
  readonly refused: readonly Refusal[];
  readonly gaps: readonly Range[];
  readonly known: readonly Range[];
}

/** New writers that one neighbor may bring while this program runs: a ledger of a century of daily sessions. */
const NEW_WRITERS_PER_ORIGIN = 50_000;

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
  admit(update: Uint8Array, origin: Origin): Admission;
  /** Many at once, for a start: for Yjs they are one transaction, which costs as much as the ledger has writers. */
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

/** Hands Yjs the entries that the door has decoded, instead of decoding them a second time. */
class AcceptedEntryDecoder extends Y.UpdateDecoderV1 {
  readonly #sections: readonly Section[];
  #section = 0;
  #next = 0;

  constructor(skeleton: decoding.Decoder, sections: readonly Section[]) {
    super(skeleton);
    this.#sections = sections;
  }

  override readAny(): unknown {
    const entries = this.#sections[this.#section]?.entries ?? [];
    const entry = entries[this.#next++];
    if (this.#next < entries.length) return entry;
    this.#section++;
    this.#next = 0;
    return entry;
  }
}

/** Appends accepted sections to the document. Yjs integrates them at once, since none leaves a gap. */
const apply = (doc: Y.Doc, sections: readonly Section[], origin: Origin): void => {
  const skeleton = decoding.createDecoder(encodeSkeleton(sections));
  Y.readUpdateV2(skeleton, doc, origin, new AcceptedEntryDecoder(skeleton, sections) as never);
};

const readStructs = (doc: Y.Doc, writer: number, from: number, to: number): Entry[] => {
  const structs = doc.store.clients.get(writer);
  if (structs === undefined || from >= to || from >= Y.getState(doc.store, writer)) return [];
  const entries: Entry[] = [];
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= to) break;
    const content: readonly Entry[] = ((struct as Y.Item).content as Y.ContentAny).arr;
    const { clock } = struct.id;
    if (clock >= from && clock + content.length <= to) for (const entry of content) entries.push(entry);
    else entries.push(...content.slice(Math.max(0, from - clock), to - clock));
  }
  return entries;
};

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
  const doc = new Y.Doc({ gc: false });
  const running = new Set<number>();
  const reach = new Map<number, number>();
  const lastTimes = new Map<number, number>();
  const newWritersOf = new Map<Origin, number>();
  const entryListeners = new Set<(sections: readonly Section[], origin: Origin) => void>();
  let count = 0;
  let latestTime = 0;

  const becomeNewWriter = (): void => {
    doc.clientID = drawWriter();
  };
  becomeNewWriter();

  const read = (writer: number, from: number, to: number): Entry[] => readStructs(doc, writer, from, to);
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
      latestTime = Math.max(latestTime, time);
    }
    for (const listener of [...entryListeners]) listener(sections, origin);
    return ranges;
  };

  const isWrittenHere = (writer: number): boolean => running.has(writer) || writer === doc.clientID;

  const judgeFrom = (update: Uint8Array, origin: Origin): Judgement => {
    const trusted = origin === 'storage' || origin === 'file';
    const newWriters = trusted
      ? Number.POSITIVE_INFINITY
      : (newWritersOf.get(origin) ?? NEW_WRITERS_PER_ORIGIN);
    const judgement = judge(update, {
      clockOf: (writer) => reach.get(writer) ?? 0,
      lastTimeOf: (writer) => lastTimes.get(writer) ?? 0,
      latestTime,
      isRunningHere: isWrittenHere,
      newWriters,
    });
    const used = judgement.sections.filter(({ from }) => from === 0).length;
    if (!trusted && used > 0) newWritersOf.set(origin, newWriters - used);
    return judgement;
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
    const { sections, refused, gaps, known } = judgeFrom(update, origin);
    if (sections.length === 0) return { accepted: [], refused, gaps, known };
    apply(doc, sections, origin);
    return { accepted: note(sections, origin), refused, gaps, known };
  };

  return {
    writer: () => doc.clientID,
    latestTime: () => latestTime,
    reach: () => reach,
    entryCount: () => count,
    read,
    sections: () => sectionsOf(rangesSince(new Map())),
    append: (make) => {
      const writer = doc.clientID;
      const from = reach.get(writer) ?? 0;
      const made = make(writer, from);
      if (made.length === 0) return { writer, from, to: from };
      assertSound(made, from);
      const entries = made.map(settle);
      running.add(writer);
      doc.transact(() => doc.getArray(journalName(writer)).push([...entries]), 'local');
      const ranges = note([{ writer, from, entries }], 'local');
      if (from + entries.length >= RUN_LIMIT) becomeNewWriter();
      return ranges[0] ?? { writer, from, to: from };
    },
    admit,
    admitAll: (updates, origin) =>
      Y.transact(doc, () => updates.map((update) => admit(update, origin)), origin, false),
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
    isSettled: () => doc.store.pendingStructs === null && doc.store.pendingDs === null,
  };
};
