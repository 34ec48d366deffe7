/**
 * What a replica needs of the document that it keeps alike: ranges of entries, and updates that carry them.
 * It does not know what an entry says, nor how updates are encoded.
 */

/** Entries `from` (inclusive) to `to` (exclusive) of one writer's journal. */
export interface Range {
  readonly writer: number;
  readonly from: number;
  readonly to: number;
}

/** How many entries of each writer's journal are here: writer -> count. The Yjs state vector, decoded. */
export type Reach = ReadonlyMap<number, number>;

/** Whether two documents agree, in few bytes: how many entries there are, and a hash over their content. */
export interface Digest {
  readonly entries: number;
  /** 16 bytes. */
  readonly hash: Uint8Array;
}

/** A struct or an update that the door turned away, and why, for a person to read. */
export interface Refusal {
  /** null where the bytes could not even be decoded. */
  readonly range: Range | null;
  readonly reason: string;
}

/** What became of an update that knocked at the door. */
export interface Admission {
  /** What is new here because of it. */
  readonly accepted: readonly Range[];
  readonly refused: readonly Refusal[];
  /** What must come first before what the update holds can be taken. Nothing of it is parked. */
  readonly gaps: readonly Range[];
  /** What the update holds and was here before. */
  readonly known: readonly Range[];
}

/** Who brings an update: `local` is this program itself, `storage` this device's disk, else a neighbor's id. */
export type Origin = 'local' | 'storage' | 'file' | (string & {});

export interface SharedDocument {
  reach(): Reach;
  /** Of all writers but those in `except`, whose journals are known to have forked. */
  digest(except?: ReadonlySet<number>): Digest;
  /** Where two copies differ: 16 bytes for each of 1,024 buckets of writers, over their journals, as for `digest`. */
  bucketSums(except?: ReadonlySet<number>): Uint8Array;
  /** 0 to 1,023: the bucket of a writer, the same in every copy. */
  bucketOf(writer: number): number;
  /** 16 bytes over the first `clock` entries of a writer: equal prefixes, equal prints. null if there are fewer here. */
  printOf(writer: number, clock: number): Uint8Array | null;
  /** Whether this program itself appends to the journal, so that nobody else may. */
  isWrittenHere(writer: number): boolean;
  /** Legal updates of bounded size (about 48 KiB) that together carry what is here and not in `have`, in order of use. */
  updatesSince(have: Reach): Iterable<Uint8Array>;
  /** Legal updates that carry these ranges as far as they are here. */
  updatesFor(ranges: readonly Range[]): Iterable<Uint8Array>;
  /** The door. Never throws for bad input. */
  admit(update: Uint8Array, origin: Origin): Admission;
  /** Called after new entries are in, whoever brought them. Returns the way to stop listening. */
  onGrowth(listener: (ranges: readonly Range[], origin: Origin) => void): () => void;
}
