/**
 * A whole ledger as JSON text: every entry of every journal, so that what is restored has the same history.
 * It does not know invites or secrets, and a file holds none.
 */

import { checkEntry, type Entry, isBirth, isReadable, kindCodeOf, recordIdOf } from './entry';
import type { Admission, Journal } from './journal';
import { kindOfCode } from './layout';
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
  const journals = [...journal.sections()].map(({ writer, entries }) => {
    const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
    return `  { "writer": "${writer.toString(36)}", "entries": [\n${lines.join(',\n')}\n  ] }`;
  });
  const head = `"format": "${FORMAT}", "version": ${VERSION}, "id": ${JSON.stringify(id)}, "name": ${JSON.stringify(name)}`;
  return `{ ${head}, "journals": [\n${journals.join(',\n')}\n] }\n`;
};

const bad = (detail: string): Result<never, FileError> => fail({ kind: 'bad-file', detail });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
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

export const parseFile = (text: string): Result<unknown, FileError> => {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return bad(`this is no JSON: ${error instanceof Error ? error.message : error}`);
  }
};

export const readLedger = (parsed: unknown): Result<LedgerFile, FileError> => {
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

/** The transactions that the entries of some journals speak of, the deleted ones among them. */
export const linesIn = (sections: Iterable<Section>): ReadonlySet<string> => {
  const lines = new Set<string>();
  for (const { writer, from, entries } of sections)
    for (const [index, entry] of entries.entries())
      if (isReadable(entry) && isBirth(entry) && kindOfCode(kindCodeOf(entry)) === 'transaction')
        lines.add(recordIdOf(entry, writer, from + index));
  return lines;
};
