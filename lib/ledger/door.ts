/**
 * The door: judges an update struct by struct and says which entries are a legal append to their writer's journal.
 * It does not apply anything (journal.ts does), and does not know who brings the update or why.
 *
 * The verdict depends on the entry, its place, and its writer's journal before it, and on nothing else that happens to be
 * here: so the same journals are admitted whole in any order, from wire, disk and file, and what was admitted once always is.
 *
 * In plain Yjs a delete set of six bytes wipes a hundred records and a GC struct of twelve makes peers deaf to a writer:
 * the only legal struct is therefore an Item with ContentAny that continues its own client's journal.
 */

import * as Y from 'yjs';
import { type Entry, oddEntry, timeOf } from './entry';
import { EntryDecoder } from './entry-reader';
import { journalName, type Section } from './update-codec';

/** What the door must know of a writer's journal: how far it reaches, the time it has come to, and who may append. */
export interface DoorState {
  /** How many entries of this writer are here. */
  clockOf(writer: number): number;
  /** Lamport time of the last entry of this writer that is here; 0 for none. */
  lastTimeOf(writer: number): number;
  /** Whether this writer is running in this very program, so that nobody else may append to its journal. */
  isRunningHere(writer: number): boolean;
}

export interface Range {
  readonly writer: number;
  readonly from: number;
  readonly to: number;
}

export interface Refusal {
  readonly range: Range | null;
  readonly reason: string;
}

export interface Judgement {
  /** At most one section a writer, each continuing its journal without a gap. */
  readonly sections: readonly Section[];
  readonly refused: readonly Refusal[];
  /** What is missing before the refused rest could be taken. */
  readonly gaps: readonly Range[];
  /** Structs of which nothing is new. */
  readonly known: readonly Range[];
}

type Struct = Y.Item | Y.GC | Y.Skip;

/** Mutable state of one judgement. */
interface Hearing {
  readonly state: DoorState;
  readonly taken: Map<number, { from: number; entries: Entry[]; lastTime: number }>;
  /** Writers of which something was refused: what lies behind it is no gap to be asked for. */
  readonly stopped: Set<number>;
  readonly refused: Refusal[];
  readonly gaps: Range[];
  readonly known: Range[];
}

const refuse = (hearing: Hearing, struct: Struct, from: number, reason: string): void => {
  const { client, clock } = struct.id;
  hearing.stopped.add(client);
  hearing.refused.push({ range: { writer: client, from, to: clock + struct.length }, reason });
};

/** Why a struct is no append, whatever it holds; null if its form is legal. */
const illegalForm = (struct: Struct): string | null => {
  if (!(struct instanceof Y.Item)) return 'not an entry but a gap or a grave';
  if (!(struct.content instanceof Y.ContentAny) || struct.length === 0) return 'content that is no entry';
  if (struct.rightOrigin !== null || struct.parentSub !== null) return 'an insertion, not an append';
  const { client, clock } = struct.id;
  if (clock === 0) {
    // decodeUpdate leaves the parent of a root as its name, which Yjs's own types do not say.
    const parent: unknown = struct.parent;
    return struct.origin === null && parent === journalName(client) ? null : "outside its writer's journal";
  }
  const { origin } = struct;
  return origin !== null && origin.client === client && origin.clock === clock - 1
    ? null
    : "not behind its writer's last entry";
};

const nextClock = (hearing: Hearing, writer: number): number => {
  const section = hearing.taken.get(writer);
  return section === undefined ? hearing.state.clockOf(writer) : section.from + section.entries.length;
};

/** Adds entries behind those taken of this writer so far. The list becomes the judgement's own. */
const take = (hearing: Hearing, writer: number, from: number, entries: Entry[], lastTime: number): void => {
  const known = hearing.taken.get(writer);
  if (known === undefined) {
    hearing.taken.set(writer, { from, entries, lastTime });
    return;
  }
  for (const entry of entries) known.entries.push(entry);
  known.lastTime = lastTime;
};

/** Takes the entries from the clock `from` on, up to the first that is not well-formed or not in time. */
const takeEntries = (hearing: Hearing, struct: Y.Item, from: number): void => {
  const { client, clock } = struct.id;
  const candidates: unknown[] = (struct.content as Y.ContentAny).arr;
  const first = from - clock;
  let lastTime = hearing.taken.get(client)?.lastTime ?? hearing.state.lastTimeOf(client);
  let complaint: string | null = null;
  let index = first;
  for (; index < candidates.length; index++) {
    complaint = oddEntry(candidates[index], clock + index);
    if (complaint !== null) break;
    const time = timeOf(candidates[index] as Entry, clock + index);
    if (time <= lastTime) {
      complaint = 'a time that does not rise';
      break;
    }
    lastTime = time;
  }
  if (index > first) {
    const isWhole = first === 0 && complaint === null;
    const entries = (isWhole ? candidates : candidates.slice(first, index)) as Entry[];
    take(hearing, client, from, entries, lastTime);
  }
  if (complaint !== null) refuse(hearing, struct, clock + index, complaint);
};

const judgeStruct = (hearing: Hearing, struct: Struct): void => {
  const { client, clock } = struct.id;
  const next = nextClock(hearing, client);
  const end = clock + struct.length;
  if (end <= next && struct.length > 0) {
    hearing.known.push({ writer: client, from: clock, to: end });
    return;
  }
  const from = Math.max(next, clock);
  const complaint = illegalForm(struct);
  if (complaint !== null) return refuse(hearing, struct, from, complaint);
  if (hearing.state.isRunningHere(client))
    return refuse(hearing, struct, from, 'this journal is written here');
  if (clock > next) {
    if (hearing.stopped.has(client)) return refuse(hearing, struct, from, 'behind an entry that was refused');
    hearing.gaps.push({ writer: client, from: next, to: clock });
    return refuse(hearing, struct, from, 'entries before it are missing');
  }
  takeEntries(hearing, struct as Y.Item, from);
};

/**
 * Judges one update. Whatever the bytes are, the answer is a value: bytes that cannot be decoded are one refusal, and
 * one bad struct does not silence the good ones of other writers.
 */
export const judge = (update: Uint8Array, state: DoorState): Judgement => {
  const hearing: Hearing = {
    state,
    taken: new Map(),
    stopped: new Set(),
    refused: [],
    gaps: [],
    known: [],
  };
  try {
    const { structs, ds } = Y.decodeUpdateV2(update, EntryDecoder);
    for (const struct of structs) judgeStruct(hearing, struct);
    if (ds.clients.size > 0) hearing.refused.push({ range: null, reason: 'a request to delete' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      sections: [],
      gaps: [],
      known: [],
      refused: [{ range: null, reason: `${update.length} bytes that are no update: ${why}` }],
    };
  }
  const sections = [...hearing.taken].map(([writer, { from, entries }]) => ({ writer, from, entries }));
  return { sections, refused: hearing.refused, gaps: hearing.gaps, known: hearing.known };
};
