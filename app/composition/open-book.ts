/** Opens one book: journal, ledger, disk, room and what the screen sees of them, tied together here and nowhere else. */

import type { BrowserStore, StoredBook } from '@/lib/ledger/browser-store';
import { stayedBehind } from '@/lib/ledger/carry-over';
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { type JournalKeeper, keepJournal } from '@/lib/ledger/journal-keeper';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { ok } from '@/lib/ledger/result';
import { emptyStacks } from '@/lib/ledger/undo';
import { deriveRoomKeys, type Invite } from '@/lib/sync/invite';
import { strategyNamed } from '@/lib/sync/strategies/by-name';
import { type BookRow, createBookRow } from './book-row';
import { drawWriter } from './browser';
import { createHandMeeting } from './by-hand';
import type { Introduction, LedgerId, Live, OpenBook, SaveState } from './contract';
import { followPage } from './follow-page';
import { createGoing } from './going';
import { writeIntroduction } from './introduction';
import { inviteLink, shortenedName } from './invite-link';
import { createLive } from './live';
import { createNearbyDoor } from './nearby-door';
import type { EnteredRoom } from './room';
import { sayKeySoon, settleDeviceKey } from './succession/device-key';
import { createSyncView, type OwnedSyncView } from './sync-view';

export interface BookHome {
  readonly stored: StoredBook;
  readonly store: BrowserStore;
  /** Why nothing written here outlives the page; null where the store is a disk. */
  readonly refusal: string | null;
  readonly tabsOnly: boolean;
  /** Nobody looks at it: it is only kept in its room. */
  readonly beside?: boolean;
}

export interface OpenedBook {
  readonly book: OpenBook;
  /** Takes the book off its room and on again, as the demo's switch does. */
  setOnline(online: boolean): void;
}

/** A book as it lies on the disk, read and kept from then on. */
interface ReadBook {
  readonly journal: Journal;
  readonly keeper: JournalKeeper;
  readonly ledger: Ledger;
  readonly row: BookRow;
  /** The ids of the books on this device. */
  readonly shelf: ReadonlySet<LedgerId>;
}

const readBook = async ({ stored, store }: BookHome): Promise<ReadBook> => {
  const journal = createJournal(drawWriter);
  const [{ keeper, refused }, undoStacks = emptyStacks, books] = await Promise.all([
    keepJournal(journal, store, stored.id),
    store.undoStacks(stored.id),
    store.books(),
  ]);
  for (const reason of refused) console.warn(`Refused from this device's own store: ${reason}`);
  const ledger = createLedger({
    journal,
    now: Date.now,
    undoStacks,
    onUndoStacks: (stacks) => {
      store.putUndoStacks(stored.id, stacks).catch((error: unknown) => {
        console.warn(`The steps to undo were not stored: ${error}`);
      });
    },
  });
  ledger.identify(stored.device);
  const row = createBookRow({ stored, store, journal, ledger });
  return { journal, keeper, ledger, row, shelf: new Set(books.map(({ id }) => id)) };
};

const inviteOf = ({ id, secret }: StoredBook): Invite => ({ ledger: id, secret });

const savedState = (keeper: JournalKeeper, refusal: string | null): Live<SaveState> =>
  refusal === null
    ? { get: keeper.state, subscribe: keeper.subscribe }
    : createLive<SaveState>({ kind: 'failed', detail: refusal });

/** What passes the book on. A book is shown without it: its code comes beside the page's own, while the disk is read. */
const loadRoom = () => import('./room');

/** A book in its room: entered, left with the page, and what the screen sees of it. */
interface SharedBook extends EnteredRoom {
  readonly sync: OwnedSyncView;
  /** Enters the room again, if it was given up. */
  enter(): void;
  leave(): void;
}

const shareBook = (
  { stored, tabsOnly }: BookHome,
  { journal, ledger, row }: ReadBook,
  { enterRoom }: Awaited<ReturnType<typeof loadRoom>>,
): SharedBook => {
  const deviceStrategy = stored.strategy === null ? null : strategyNamed(stored.strategy);
  const strategy = deviceStrategy ?? strategyNamed(ledger.settings().strategy);
  const { replica, handMeans } = enterRoom({ invite: inviteOf(stored), journal, strategy, tabsOnly });
  const sync = createSyncView({
    ledger,
    journal,
    behind: () => stayedBehind(journal, ledger, stored.id),
    replica,
    met: stored.met,
    unshared: stored.unshared,
    deviceStrategy,
    remember: row.amend,
  });
  let isRetired = stored.retired === true;
  const start = (): void => {
    if (!isRetired) replica.start();
  };
  const stopFollowing = followPage({ start, stop: replica.stop, wake: replica.wake });
  start();
  return {
    replica,
    handMeans,
    sync,
    enter: () => {
      if (isRetired) row.amend({ retired: false });
      isRetired = false;
      replica.start();
    },
    leave: () => {
      stopFollowing();
      replica.stop();
      sync.close();
    },
  };
};

const introduce = async (
  { stored, store, tabsOnly }: BookHome,
  { ledger, keeper }: ReadBook,
  sync: OwnedSyncView,
  who: Introduction,
): ReturnType<OpenBook['introduce']> => {
  const key = tabsOnly ? null : await settleDeviceKey(store, stored.id);
  const device = writeIntroduction(ledger, who, key);
  if (!device.ok) return device;
  ledger.identify(device.value);
  sync.refresh();
  await keeper.settled();
  await store.amend(stored.id, { device: device.value });
  return ok(null);
};

/** Strangers ask for the book that goes on, not for the one before it. */
const isAskedFor = ({ stored, tabsOnly, beside = false }: BookHome): boolean =>
  !tabsOnly && !beside && (stored.wentOn ?? null) === null;

/** Rejects if the store cannot be read. */
export const openBookAt = async (home: BookHome): Promise<OpenedBook> => {
  const { stored, store, refusal, tabsOnly } = home;
  const invite = inviteOf(stored);
  const loadingRoom = loadRoom();
  const read = await readBook(home);
  const { journal, keeper, ledger, row, shelf } = read;
  const { replica, handMeans, sync, enter, leave } = shareBook(home, read, await loadingRoom);
  if (!home.beside) row.amend({ openedAt: Date.now() });
  const linkUnder = (origin: string): string => inviteLink(origin, invite, ledger.identity());
  const nearby = createNearbyDoor({
    ledger,
    book: isAskedFor(home) ? deriveRoomKeys(invite).nearby : null,
    invite: () => linkUnder(location.origin),
  });
  const stopKeySaying = tabsOnly ? undefined : sayKeySoon(store, stored.id, ledger);

  const close = async (): Promise<void> => {
    going.close();
    stopKeySaying?.();
    leave();
    nearby.close();
    await keeper.close();
    row.close();
  };

  const going = createGoing({
    ...{ id: stored.id, store, journal, keeper, ledger, sync, shelf, enter, close },
    stored: row.now,
    wentOn: (day) => {
      if (day !== (stored.wentOn ?? null)) row.amend({ wentOn: day });
    },
  });

  return {
    setOnline: (online) => (online ? replica.start() : replica.stop()),
    book: {
      id: stored.id,
      ledger,
      sync,
      byHand:
        handMeans && createHandMeeting(handMeans, () => shortenedName(ledger.identity()?.device.name ?? '')),
      saved: savedState(keeper, refusal),
      nearby,
      going,
      introduce: (who) => introduce(home, read, sync, who),
      invitedBy: stored.invitedBy,
      inviteLink: linkUnder,
      exportJson: async () => {
        // Fetched with the panel that asks for it.
        const { writeLedgerFile } = await import('@/lib/ledger/ledger-file');
        return writeLedgerFile(stored.id, ledger.settings().name, journal);
      },
      remindAfter: row.remindAfter,
      remindLater: row.remindLater,
      close,
    },
  };
};
