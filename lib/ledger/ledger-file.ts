/**
 * A whole ledger as JSON text: every entry of every journal, so that what is restored has the same history.
 * It does not know invites or secrets, and a file holds none.
 */

import { checkEntry, type Entry } from './entry';
import type { Admission, Journal } from './journal';
import { fail, ok, type Result } from './result';
import { encodeUpdates, type Section } from './update-codec';

const FORMAT = 'wespend-ledger';
const VERSION = 1;

export interface LedgerFile {
  readonly id: string;
  readonly name: string;
  readonly sections: readonly Section[];
}

export interface FileError {
  readonly kind: 'bad-file';
  /** What is wrong and where, for a person. */
  readonly detail: string;
}

/** One line for each entry, so that the file can be read and compared by eye. */
export const writeLedgerFile = (id: string, name: string, journal: Journal): string => {
  const journals = [...journal.reach()].map(([writer, to]) => {
    const lines = journal.read(writer, 0, to).map((entry) => `    ${JSON.stringify(entry)}`);
    return `  { "writer": "${writer.toString(36)}", "entries": [\n${lines.join(',\n')}\n  ] }`;
  });
  const head = `"format": "${FORMAT}", "version": ${VERSION}, "id": ${JSON.stringify(id)}, "name": ${JSON.stringify(name)}`;
  return `{ ${head}, "journals": [\n${journals.join(',\n')}\n] }\n`;
};

const bad = (detail: string): Result<never, FileError> => fail({ kind: 'bad-file', detail });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readWriter = (text: unknown): number | null => {
  if (typeof text !== 'string' || !/^[0-9a-z]+$/.test(text)) return null;
  const writer = Number.parseInt(text, 36);
  return Number.isSafeInteger(writer) ? writer : null;
};

const readSection = (value: unknown, place: number): Result<Section, FileError> => {
  const where = `journal ${place + 1}`;
  if (!isObject(value)) return bad(`${where} is not an object`);
  const writer = readWriter(value.writer);
  if (writer === null) return bad(`${where} has no writer`);
  if (!Array.isArray(value.entries)) return bad(`${where} has no entries`);
  for (const [index, entry] of value.entries.entries()) {
    const checked = checkEntry(entry, index);
    if (!checked.ok) return bad(`${where}, entry ${index + 1}: ${checked.error.message}`);
  }
  return ok({ writer, from: 0, entries: value.entries as readonly Entry[] });
};

export const readLedgerFile = (text: string): Result<LedgerFile, FileError> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return bad(`this is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (!isObject(parsed) || parsed.format !== FORMAT) return bad('this file is no WeSpend ledger');
  if (parsed.version !== VERSION)
    return bad(`its version is ${parsed.version}; this program reads ${VERSION}`);
  const { id, name, journals } = parsed;
  if (typeof id !== 'string' || typeof name !== 'string' || !Array.isArray(journals))
    return bad('it has no id, name or journals');
  const sections: Section[] = [];
  for (const [place, value] of journals.entries()) {
    const section = readSection(value, place);
    if (!section.ok) return section;
    sections.push(section.value);
  }
  return ok({ id, name, sections });
};

/** Lets a file's entries in through the door: what is here already stays once. Answers what was not let in. */
export const restoreInto = (journal: Journal, { sections }: LedgerFile): readonly Admission[] =>
  journal.admitAll([...encodeUpdates(sections)], 'file');
