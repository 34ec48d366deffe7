/**
 * Legal updates in Yjs's V1 format, written from ranges of entries: what leaves this program and what enters Yjs.
 * It does not know which entries are legal (door.ts) nor where they lie (journal.ts).
 *
 * Layout, as in Yjs 13's `encodeStateAsUpdate`: the number of writers; for each the number of structs (always one), the
 * writer, the clock; the struct: info byte, origin or the journal's name, the entries; and an empty delete set.
 */

import * as encoding from 'lib0/encoding';
import type { Entry } from './entry';

/** Entries of one writer's journal from the clock `from` on. */
export interface Section {
  readonly writer: number;
  readonly from: number;
  readonly entries: readonly Entry[];
}

/** Updates are closed once they hold this many bytes: small enough for any neighbor and for progress to show. */
export const UPDATE_TARGET = 48 * 1024;

const CONTENT_ANY = 8;
const HAS_ORIGIN = 0x80;
const PARENT_BY_NAME = 1;

export const journalName = (writer: number): string => `journal/${writer.toString(36)}`;

/** Everything of a section but its entries' bytes. */
const writeSectionHead = (encoder: encoding.Encoder, writer: number, from: number, count: number): void => {
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, writer);
  encoding.writeVarUint(encoder, from);
  if (from === 0) {
    encoding.writeUint8(encoder, CONTENT_ANY);
    encoding.writeVarUint(encoder, PARENT_BY_NAME);
    encoding.writeVarString(encoder, journalName(writer));
  } else {
    encoding.writeUint8(encoder, CONTENT_ANY | HAS_ORIGIN);
    encoding.writeVarUint(encoder, writer);
    encoding.writeVarUint(encoder, from - 1);
  }
  encoding.writeVarUint(encoder, count);
};

/**
 * The frame of an update without its values, for a reader that already has them decoded. Sections of one writer must
 * not repeat, as Yjs would keep the last and park the rest.
 */
export const encodeSkeleton = (sections: readonly Section[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections.length);
    for (const { writer, from, entries } of sections) writeSectionHead(encoder, writer, from, entries.length);
    encoding.writeVarUint(encoder, 0);
  });

interface OpenSection {
  readonly writer: number;
  readonly from: number;
  readonly values: encoding.Encoder;
  count: number;
}

const closeUpdate = (sections: readonly OpenSection[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections.length);
    for (const { writer, from, values, count } of sections) {
      writeSectionHead(encoder, writer, from, count);
      encoding.writeUint8Array(encoder, encoding.toUint8Array(values));
    }
    encoding.writeVarUint(encoder, 0);
  });

/** Cuts sections into whole updates of about UPDATE_TARGET bytes, in the order given. */
export function* encodeUpdates(sections: Iterable<Section>): Generator<Uint8Array> {
  let open: OpenSection[] = [];
  let writers = new Set<number>();
  let closedBytes = 0;
  for (const { writer, from, entries } of sections) {
    if (writers.has(writer)) {
      yield closeUpdate(open);
      open = [];
      writers = new Set();
      closedBytes = 0;
    }
    writers.add(writer);
    let current: OpenSection = { writer, from, values: encoding.createEncoder(), count: 0 };
    open.push(current);
    for (const [index, entry] of entries.entries()) {
      encoding.writeAny(current.values, entry as never);
      current.count++;
      if (closedBytes + encoding.length(current.values) < UPDATE_TARGET) continue;
      yield closeUpdate(open);
      current = { writer, from: from + index + 1, values: encoding.createEncoder(), count: 0 };
      open = index + 1 < entries.length ? [current] : [];
      writers = new Set(index + 1 < entries.length ? [writer] : []);
      closedBytes = 0;
    }
    closedBytes += encoding.length(current.values);
  }
  if (open.length > 0) yield closeUpdate(open);
}
