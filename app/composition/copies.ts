/** Copies of all books in one locked file, made and brought back. Fetched only where somebody asks for it. */

import { type BackedUpBook, type BookToBackUp, readBackup, writeBackup } from '@/lib/ledger/backup-file';
import type { BrowserStore, StoredBook } from '@/lib/ledger/browser-store';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { keepJournal, loadJournal } from '@/lib/ledger/journal-keeper';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { linesIn, restoreInto, writeLedgerFile } from '@/lib/ledger/ledger-file';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { encodeInvite, type Invite, isLedgerId, newInvite, readInvite } from '@/lib/sync/invite';
import { openNow } from './books';
import { drawWriter, randomBytes } from './browser';
import type { BookError, LedgerId } from './contract';
import { withStore } from './disk';
import { errorFrom } from './introduction';
import { lastCopied } from './last-copied';
import { askToKeep } from './lasting-storage';
import { type LockError, lockBeside } from './lock-beside';
import { isLocked, type LockProgress } from './locked-file';
import { newStoredBook } from './stored-book';

export type CopyError = BookError | LockError;

/** How a long step goes on, and how it is called off. */
export interface Watch {
  tell(progress: LockProgress): void;
  readonly signal: AbortSignal;
}

/** What is open here is asked itself: where the disk is full, it holds more than the disk. */
const ledgerText = async (disk: BrowserStore, { id, name }: StoredBook): Promise<string> => {
  const opened = await openNow(id);
  if (opened?.ok) return opened.value.exportJson();
  return writeLedgerFile(id, name, await loadJournal(createJournal(drawWriter), disk, id));
};

const backedUp = async (disk: BrowserStore, stored: StoredBook): Promise<BookToBackUp> => ({
  invite: encodeInvite({ ledger: stored.id, secret: stored.secret }),
  device: stored.device,
  identity: stored.identity ?? null,
  ledger: await ledgerText(disk, stored),
});

export interface MadeCopy {
  readonly file: Blob;
  readonly books: number;
}

export const makeCopy = (passphrase: string, watch: Watch): Promise<Result<MadeCopy, CopyError>> =>
  withStore<MadeCopy, LockError>(async (disk) => {
    const books: BookToBackUp[] = [];
    for (const stored of await disk.books()) if (!stored.movedTo) books.push(await backedUp(disk, stored));
    const file = new Blob([...writeBackup(Date.now(), books)]);
    const locked = await lockBeside({ what: 'lock', file, passphrase }, watch.tell, watch.signal);
    return locked.ok ? ok({ file: locked.value, books: books.length }) : locked;
  });

/** To be told once the copy was handed over: nobody is reminded for a month. */
export const noteCopied = (): Promise<Result<null, BookError>> =>
  withStore(async (disk) => {
    const now = Date.now();
    for (const { id } of await disk.books()) await disk.amend(id, { copiedAt: now });
    lastCopied.set(now);
    return ok(null);
  });

export interface CopiedBook {
  readonly id: LedgerId;
  readonly name: string;
  readonly lines: number;
  /** Whose device made the copy, where this browser would go on as it: it has nobody of its own in this book yet. */
  readonly writer: { readonly device: string; readonly member: string } | null;
}

/** Whether the same device goes on here, or this is one more of the same member. */
export type GoesOnAs = { readonly kind: 'same' } | { readonly kind: 'another'; readonly deviceName: string };

export interface RestoredBook {
  readonly id: LedgerId;
  readonly name: string;
  readonly linesCame: number;
  readonly linesHere: number;
}

export interface OpenedCopy {
  readonly books: readonly CopiedBook[];
  restore(as: GoesOnAs): Promise<Result<readonly RestoredBook[], BookError>>;
}

const ledgerOver = (journal: Journal): Ledger => createLedger({ journal, now: Date.now });

/** null where the copy is nobody's, or somebody is known here already. */
const writerOf = async (
  disk: BrowserStore,
  { ledger, device }: BackedUpBook,
): Promise<CopiedBook['writer']> => {
  if (device === null || ((await disk.book(ledger.id))?.device ?? null) !== null) return null;
  const journal = createJournal(drawWriter);
  restoreInto(journal, ledger);
  const folded = ledgerOver(journal);
  const wrote = folded.device(device);
  const member = wrote === null ? null : folded.member(wrote.member);
  return wrote === null || member === null ? null : { device: wrote.name, member: member.name };
};

const look = async (disk: BrowserStore, copy: BackedUpBook): Promise<CopiedBook> => ({
  id: copy.ledger.id,
  name: copy.ledger.name,
  lines: linesIn(copy.ledger.sections).size,
  writer: await writerOf(disk, copy),
});

const inviteOf = ({ invite, ledger }: BackedUpBook): Result<Invite, BookError> => {
  // Beside a live copy the book keeps its secret; alone it begins a room of its own.
  if (invite === null) return ok({ ...newInvite(randomBytes), ledger: ledger.id });
  const read = readInvite(invite);
  if (read.ok && read.value.ledger === ledger.id) return ok(read.value);
  return fail({ kind: 'bad-file', detail: `the invite of ${ledger.name} is not its own` });
};

/** The device record that this browser writes as from now on. */
const goOnAs = (journal: Journal, device: string, as: GoesOnAs): Result<string, BookError> => {
  if (as.kind === 'same') return ok(device);
  const ledger = ledgerOver(journal);
  const { member = '' } = ledger.device(device) ?? {};
  const made = ledger.create('device', { name: as.deviceName.trim(), member });
  return made.ok ? made : fail(errorFrom(made.error));
};

const restoreBook = async (
  disk: BrowserStore,
  copy: BackedUpBook,
  goesOn: boolean,
  as: GoesOnAs,
): Promise<Result<RestoredBook, BookError>> => {
  const { id, name, sections } = copy.ledger;
  const invite = inviteOf(copy);
  if (!invite.ok) return invite;
  await disk.add({ ...newStoredBook(invite.value), name, secretDrawn: copy.invite === null });
  const journal = createJournal(drawWriter);
  const { keeper } = await keepJournal(journal, disk, id);
  const before = linesIn(journal.sections());
  const [refused] = restoreInto(journal, copy.ledger).flatMap((admission) => admission.refused);
  const device = !goesOn || copy.device === null ? ok(null) : goOnAs(journal, copy.device, as);
  const kept = await keeper.close();
  if (!kept.ok) return kept;
  if (refused !== undefined) return fail({ kind: 'bad-file', detail: refused.reason });
  if (!device.ok) return device;
  await disk.amend(id, {
    entries: journal.entryCount(),
    copiedAt: Date.now(), // there is a copy: it was just read
    ...(device.value === null ? {} : { device: device.value }),
    ...(device.value !== null && device.value === copy.device && copy.identity !== null
      ? { identity: copy.identity }
      : {}),
  });
  const lines = linesIn(sections);
  const linesHere = [...lines].filter((line) => before.has(line)).length;
  return ok({ id, name, linesCame: lines.size - linesHere, linesHere });
};

const looked = (copies: readonly BackedUpBook[]): Promise<Result<OpenedCopy, BookError>> =>
  withStore(async (disk) => {
    const nameless = copies.find(({ ledger }) => !isLedgerId(ledger.id));
    if (nameless !== undefined)
      return fail({ kind: 'bad-file', detail: `the id of ${nameless.ledger.name} is none of a book` });
    const books: CopiedBook[] = [];
    for (const book of copies) books.push(await look(disk, book));
    return ok({
      books,
      restore: (as) =>
        withStore(async () => {
          const restored: RestoredBook[] = [];
          for (const [index, book] of copies.entries()) {
            const done = await restoreBook(disk, book, (books[index]?.writer ?? null) !== null, as);
            if (!done.ok) return done;
            restored.push(done.value);
          }
          void askToKeep();
          return ok(restored);
        }),
    });
  });

export { isLocked };

/** The books in a copy, locked or not. */
export const readCopy = async (
  file: Blob,
  passphrase: string,
  watch: Watch,
): Promise<Result<readonly BackedUpBook[], CopyError>> => {
  if (!(await isLocked(file))) return readBackup(await file.text());
  const unlocked = await lockBeside({ what: 'unlock', file, passphrase }, watch.tell, watch.signal);
  return unlocked.ok ? readBackup(await unlocked.value.text()) : unlocked;
};

/** Reads a copy to be restored. Nothing is stored yet. */
export const openCopy = async (
  file: Blob,
  passphrase: string,
  watch: Watch,
): Promise<Result<OpenedCopy, CopyError>> => {
  const read = await readCopy(file, passphrase, watch);
  return read.ok ? looked(read.value) : read;
};
