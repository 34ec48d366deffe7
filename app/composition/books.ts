/** The composition root: the books on this device, and everything that is needed to open one. */

import { type BrowserStore, describeFailure } from '@/lib/ledger/browser-store';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { deriveRoomKeys, type Invite } from '@/lib/sync/invite';
import { addressesForOthers } from './addresses';
import type { BookError, Books, LedgerId, OpenBook } from './contract';
import { withStore } from './disk';
import { onForgotten } from './forgotten';
import { readInviteText } from './invite-text';
import { askToKeep } from './lasting-storage';
import { openBookAt } from './open-book';
import { newStoredBook } from './stored-book';

/** Open books by id, each with how many pages use it: React opens twice in development. */
const open = new Map<LedgerId, { readonly book: Promise<Result<OpenBook, BookError>>; users: number }>();

const openStored = (id: LedgerId, beside: boolean): Promise<Result<OpenBook, BookError>> =>
  withStore(async (disk, refusal) => {
    const stored = await disk.book(id);
    if (stored === null) return fail({ kind: 'unknown-book' });
    if (stored.movedTo) return fail({ kind: 'moved', ...stored.movedTo });
    const { book } = await openBookAt({ stored, store: disk, refusal, tabsOnly: false, beside });
    answerHanded(book);
    const stopHandingOver = handOverSoon(book, stored.follows ?? null, disk);
    return ok({
      ...book,
      close: async () => {
        const shared = open.get(id);
        if (shared !== undefined && --shared.users > 0) return;
        open.delete(id);
        stopHandingOver();
        await book.close();
      },
    });
  });

/** The book if a page here has it open. */
export const openNow = async (id: LedgerId): Promise<Result<OpenBook, BookError> | undefined> =>
  open.get(id)?.book;

/** The book itself comes first. */
const HAND_OVER_AFTER_MS = 1_000;

/** A book that follows another keeps that one in its room, until everybody chosen has been told there. */
const handOverSoon = (book: OpenBook, follows: LedgerId | null, disk: BrowserStore): (() => void) => {
  if (follows === null) return () => undefined;
  let isOver = false;
  let stop = (): void => undefined;
  const begin = async (): Promise<void> => {
    const { handOver } = await import('./succession/hand-over');
    if (!isOver) stop = handOver({ book, follows, disk, open: (old) => openShared(old, true) });
  };
  const timer = setTimeout(() => {
    begin().catch((error: unknown) => console.info(`The old book could not be kept open: ${error}`));
  }, HAND_OVER_AFTER_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
    stop();
  };
};

const openAhead = (id: LedgerId, beside = false) => {
  const shared = open.get(id) ?? { book: openStored(id, beside), users: 0 };
  open.set(id, shared);
  return shared;
};

const openShared = async (id: LedgerId, beside = false): Promise<Result<OpenBook, BookError>> => {
  const shared = openAhead(id, beside);
  shared.users++;
  const opened = await shared.book;
  if (!opened.ok) open.delete(id);
  return opened;
};

const addBook = async (invite: Invite, invitedBy = ''): Promise<Result<LedgerId, BookError>> =>
  withStore(async (disk) => {
    await disk.add(newStoredBook(invite, invitedBy));
    const known = await disk.book(invite.ledger);
    if (known?.secretDrawn)
      await disk.amend(invite.ledger, { secret: invite.secret, invitedBy, secretDrawn: false });
    void askToKeep();
    return ok(invite.ledger);
  });

/** Texts made by hand that led to a book here, to be answered once it is open. */
const handed = new Map<LedgerId, string>();

const answerHanded = ({ id, byHand }: OpenBook): void => {
  const text = handed.get(id);
  handed.delete(id);
  if (text === undefined) return;
  byHand?.take(text).catch((error: unknown) => {
    console.warn(`The text made by hand could not be answered: ${describeFailure(error)}`);
  });
};

const isHere = (id: LedgerId): Promise<Result<LedgerId, BookError>> =>
  withStore(async (disk) =>
    (await disk.book(id)) === null ? fail({ kind: 'bad-invite', why: 'for-a-member' }) : ok(id),
  );

const joinBy = async (text: string): Promise<Result<LedgerId, BookError>> => {
  const read = readInviteText(text);
  if (!read.ok) return read;
  const { id, invite, invitedBy, byHand } = read.value;
  const added = invite === null ? await isHere(id) : await addBook(invite, invitedBy);
  if (added.ok && byHand) handed.set(id, text);
  // The room is entered while the page that shows the book is still on its way.
  if (added.ok) openAhead(id);
  return added;
};

export const books: Books = {
  list: async () => {
    const listed = await withStore(async (disk) => ok(await disk.books()));
    if (!listed.ok) return [];
    return listed.value
      .map(({ id, name, entries, openedAt, wentOn = null, movedTo = null }) => ({
        id,
        name,
        entries,
        openedAt,
        wentOn,
        movedTo,
      }))
      .sort((one, other) => other.openedAt - one.openedAt);
  },
  create: async (wanted) => (await import('./create-book')).createBook(wanted, addBook, openShared),
  readInvite: (text) => {
    const read = readInviteText(text);
    return read.ok ? ok({ id: read.value.id }) : read;
  },
  join: joinBy,
  open: (id) => openShared(id),
  forget: (id) =>
    withStore(async (disk) => {
      await disk.forget(id);
      return ok(null);
    }),
  onForgotten,
  addresses: addressesForOthers,
  nearby: async () => {
    const [{ openNearbySearch }, listed] = await Promise.all([
      import('./nearby'),
      withStore(async (disk) => ok(await disk.books())),
    ]);
    const stored = listed.ok ? listed.value : [];
    return openNearbySearch(
      new Set(stored.map(({ id, secret }) => deriveRoomKeys({ ledger: id, secret }).nearby)),
    );
  },
  demo: async () => (await import('./demo')).openDemo(),
};
