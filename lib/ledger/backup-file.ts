/**
 * A copy of several books as one JSON text: each with its entries, the invite that shares it, and whose device wrote it.
 * It does not know what an invite says, how the text is locked, or where books lie.
 *
 * What an export of a single book writes is taken as well: a copy of one book without its invite.
 */

import { type FileError, isObject, type LedgerFile, parseFile, readLedger } from './ledger-file';
import { fail, ok, type Result } from './result';

const FORMAT = 'wespend-backup';
const VERSION = 1;

export interface BackedUpBook {
  readonly ledger: LedgerFile;
  /** The letters of its invite; null where the copy is of the book alone. */
  readonly invite: string | null;
  /** The device record of the browser that made the copy; null where nobody was introduced there. */
  readonly device: string | null;
  /** That device's private key; null where it had none. */
  readonly identity: string | null;
}

export interface BookToBackUp {
  readonly invite: string;
  readonly device: string | null;
  readonly identity: string | null;
  /** As `writeLedgerFile` writes it. */
  readonly ledger: string;
}

/** In pieces, because a text of many books is large. */
export const writeBackup = (madeAt: number, books: readonly BookToBackUp[]): readonly string[] => [
  `{ "format": "${FORMAT}", "version": ${VERSION}, "made": "${new Date(madeAt).toISOString()}", "books": [\n`,
  ...books.flatMap(({ ledger, ...known }, index) => [
    `${index === 0 ? '' : ',\n'}${JSON.stringify(known).slice(0, -1)}, "ledger":\n`,
    ledger,
    '}',
  ]),
  '\n] }\n',
];

const bad = (detail: string): Result<never, FileError> => fail({ kind: 'bad-file', detail });

const readBook = (value: unknown, place: number): Result<BackedUpBook, FileError> => {
  const where = `book ${place + 1}`;
  if (!isObject(value)) return bad(`${where} is not an object`);
  const { invite, device, identity = null } = value;
  if (typeof invite !== 'string') return bad(`${where} has no invite`);
  if (device !== null && typeof device !== 'string') return bad(`${where} has an odd device`);
  if (identity !== null && typeof identity !== 'string') return bad(`${where} has an odd identity`);
  const ledger = readLedger(value.ledger);
  return ledger.ok
    ? ok({ ledger: ledger.value, invite, device, identity })
    : bad(`${where}: ${ledger.error.detail}`);
};

export const readBackup = (text: string): Result<readonly BackedUpBook[], FileError> => {
  const file = parseFile(text);
  if (!file.ok) return file;
  const parsed = file.value;
  if (!isObject(parsed) || parsed.format !== FORMAT) {
    const ledger = readLedger(parsed);
    return ledger.ok ? ok([{ ledger: ledger.value, invite: null, device: null, identity: null }]) : ledger;
  }
  if (parsed.version !== VERSION)
    return bad(`its version is ${parsed.version}; this program reads ${VERSION}`);
  if (!Array.isArray(parsed.books)) return bad('it has no books');
  const books: BackedUpBook[] = [];
  for (const [place, value] of parsed.books.entries()) {
    const book = readBook(value, place);
    if (!book.ok) return book;
    books.push(book.value);
  }
  return ok(books);
};
