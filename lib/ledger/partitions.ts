/**
 * The Yjs documents that hold the journals, each for a bounded number of writers: appends sections, reads ranges back.
 * It does not know which entries are legal (door.ts), nor what they say.
 *
 * Yjs copies the state vector, one number for each client id, at the beginning and the end of every transaction: in one
 * document 10,000 writers make each entry cost 5 ms, and whoever can make writers can stop everybody. Here a transaction
 * costs what one partition holds. On the wire nothing tells: updates are built from ranges (update-codec.ts).
 */

import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Entry } from './entry';
import { encodeSkeleton, type Section } from './update-codec';

/** Enough that a household's years fit into a few; few enough that a transaction copies only so many numbers. */
const WRITERS_PER_DOCUMENT = 256;

export interface Partitions {
  /** Appends sections that each continue their writer's journal, one of a writer at most. Yjs keeps the entries as they are. */
  append(sections: readonly Section[], origin: string): void;
  /** Entries `from` to `to` of one writer; fewer if there are fewer. */
  read(writer: number, from: number, to: number): Entry[];
  /** Nothing of what was appended waits inside Yjs: always true, and tested. */
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

/** Yjs integrates the sections at once, since none leaves a gap. */
const integrate = (doc: Y.Doc, sections: readonly Section[], origin: string): void => {
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

export const createPartitions = (): Partitions => {
  const documents: Y.Doc[] = [];
  const homes = new Map<number, Y.Doc>();
  /** Writers that the last document holds. */
  let filled = WRITERS_PER_DOCUMENT;

  const settleIn = (writer: number): Y.Doc => {
    if (filled >= WRITERS_PER_DOCUMENT) {
      documents.push(new Y.Doc({ gc: false }));
      filled = 0;
    }
    const doc = documents.at(-1) as Y.Doc;
    filled++;
    homes.set(writer, doc);
    return doc;
  };

  const byDocument = (sections: readonly Section[]): Map<Y.Doc, Section[]> => {
    const sorted = new Map<Y.Doc, Section[]>();
    for (const section of sections) {
      const doc = homes.get(section.writer) ?? settleIn(section.writer);
      const together = sorted.get(doc);
      if (together === undefined) sorted.set(doc, [section]);
      else together.push(section);
    }
    return sorted;
  };

  return {
    append: (sections, origin) => {
      for (const [doc, together] of byDocument(sections)) integrate(doc, together, origin);
    },
    read: (writer, from, to) => {
      const doc = homes.get(writer);
      return doc === undefined ? [] : readStructs(doc, writer, from, to);
    },
    isSettled: () =>
      documents.every(({ store }) => store.pendingStructs === null && store.pendingDs === null),
  };
};
