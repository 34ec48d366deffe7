/**
 * Names the lines of a bank by what the bank says, so that the same line has the same id wherever it is read.
 * It does not know file formats: a line is its day, amount and texts.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RecordId } from './records';

/** What the bank says about a line: what it is named by. `amount` in minor units. */
export interface BankLine {
  readonly date: string;
  readonly amount: number;
  readonly payee: string;
  readonly memo: string;
  readonly number: string;
  readonly reference: string;
}

/** 96 bits: among a million lines two would meet once in 10^17 books. */
const idBytes = 12;
const idLetters = 19;

const prefix = 'i:';

export const isImportId = (id: RecordId): boolean => id.startsWith(prefix);

/**
 * The ids of `lines`, in their order. Lines that say the same are counted, so that two identical coffees of one day
 * are two records; as equal lines are interchangeable, order and overlap of files change no id.
 */
export function importIds(account: RecordId, lines: readonly BankLine[]): RecordId[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const content = contentOf(account, line);
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    const digest = sha256(utf8ToBytes(`${content}#${occurrence}`)).subarray(0, idBytes);
    return `${prefix}${BigInt(`0x${bytesToHex(digest)}`)
      .toString(36)
      .padStart(idLetters, '0')}`;
  });
}

function contentOf(account: RecordId, { date, amount, payee, memo, number, reference }: BankLine): string {
  return JSON.stringify([account, date, amount, ...[payee, memo, number, reference].map(normalized)]);
}

/** Banks pad and wrap their texts differently from one export to the next. */
function normalized(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
