/** Opens one book: journal, ledger, disk, room and what the screen sees of them, tied together here and nowhere else. */

import type { BrowserStore, StoredBook } from '@/lib/ledger/browser-store';
import { stayedBehind } from '@/lib/ledger/carry-over';
import type { CommandError } from '@/lib/ledger/commands';
import { noteKeys } from '@/lib/ledger/device-keys';
import { createJournal } from '@/lib/ledger/journal';
import { type JournalKeeper, keepJournal } from '@/lib/ledger/journal-keeper';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { fail, type Result } from '@/lib/ledger/result';
import { emptyStacks } from '@/lib/ledger/undo';
import { deriveRoomKeys, type Invite } from '@/lib/sync/invite';
import { strategyNamed } from '@/lib/sync/strategies/by-name';
import { drawWriter, onWake } from './browser';
import { createHandMeeting } from './by-hand';
import type { BookError, Introduction, Live, OpenBook, SaveState } from './contract';
import { createGoing } from './going';
import { inviteLink, shortenedName } from './invite-link';
import { createLive } from './live';
import { createNearbyDoor } from './nearby-door';
import { settleDeviceKey } from './succession/device-key';
import { createSyncView } from './sync-view';

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

const MONTH_MS = 30 * 86_400_000;

const firstFreeColor = (ledger: Ledger): number => {
  const taken = new Set(ledger.members().map(({ color }) => color));
  return [0, 1, 2, 3, 4, 5, 6, 7].find((color) => !taken.has(color)) ?? ledger.members().length % 8;
};

/** What a person is told of a command that the ledger refused. */
export const errorFrom = (error: CommandError): BookError =>
  error.kind === 'invalid-field'
    ? { kind: 'bad-field', detail: error.message }
    : { kind: 'defect', detail: error.kind };

const writeIntroduction = (
  ledger: Ledger,
  who: Introduction,
  key: string | null,
): Result<string, BookError> => {
  const member =
    'known' in who.member
      ? { ok: true as const, value: who.member.known }
      : ledger.create('member', { name: who.member.name.trim(), color: firstFreeColor(ledger) });
  const device = member.ok
    ? ledger.create('device', {
        name: who.deviceName.trim(),
        member: member.value,
        ...(key === null ? {} : { key }),
      })
    : member;
  return device.ok ? device : fail(errorFrom(device.error));
};

const savedState = (keeper: JournalKeeper, refusal: string | null): Live<SaveState> =>
  refusal === null
    ? { get: keeper.state, subscribe: keeper.subscribe }
    : createLive<SaveState>({ kind: 'failed', detail: refusal });

/** While the page is hidden for good the room is left at once; a page that comes back from the cache enters it again. */
const followPage = (start: () => void, stop: () => void, wake: () => void): (() => void) => {
  // Not `stop` itself, which would take the event for a reason.
  const hidden = (): void => stop();
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) start();
  };
  addEventListener('pagehide', hidden);
  addEventListener('pageshow', shown);
  const stopWaking = onWake(wake);
  return () => {
    removeEventListener('pagehide', hidden);
    removeEventListener('pageshow', shown);
    stopWaking();
  };
};

/** What passes the book on. A book is shown without it: its code comes beside the page's own, while the disk is read. */
const loadRoom = () => import('./room');

/** The book itself comes first. */
const KEY_AFTER_MS = 2_000;

/** Rejects if the store cannot be read. */
export const openBookAt = async (home: BookHome): Promise<OpenedBook> => {
  const { stored, store, refusal, tabsOnly, beside = false } = home;
  const loadingRoom = loadRoom();
  const journal = createJournal(drawWriter);
  const { keeper, refused } = await keepJournal(journal, store, stored.id);
  for (const reason of refused) console.warn(`Refused from this device's own store: ${reason}`);
  const undoStacks = (await store.undoStacks(stored.id)) ?? emptyStacks;
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
  const invite: Invite = { ledger: stored.id, secret: stored.secret };
  const amend = (change: Partial<StoredBook>): void => {
    store.amend(stored.id, change).catch((error: unknown) => {
      console.warn(`A setting of this device was not stored: ${error}`);
    });
  };

  const deviceStrategy = stored.strategy === null ? null : strategyNamed(stored.strategy);
  const strategy = deviceStrategy ?? strategyNamed(ledger.settings().strategy);
  const { enterRoom } = await loadingRoom;
  const { replica, handMeans } = enterRoom({ invite, journal, strategy, tabsOnly });
  const sync = createSyncView({
    ledger,
    journal,
    behind: () => stayedBehind(journal, ledger, stored.id),
    replica,
    met: stored.met,
    unshared: stored.unshared,
    deviceStrategy,
    remember: amend,
  });
  /** Strangers ask for the book that goes on, not for the one before it. */
  const isOver = (stored.wentOn ?? null) !== null;
  const nearby = createNearbyDoor({
    ledger,
    book: tabsOnly || beside || isOver ? null : deriveRoomKeys(invite).nearby,
    invite: () => inviteLink(location.origin, invite, ledger.identity()),
  });
  let isRetired = stored.retired === true;
  const enter = (): void => {
    if (!isRetired) replica.start();
  };
  const stopFollowing = followPage(enter, replica.stop, replica.wake);
  enter();
  let keys = noteKeys(ledger, stored.keys ?? {});
  amend({ ...(beside ? {} : { openedAt: Date.now() }), keys });

  const remember = (): void => {
    keys = noteKeys(ledger, keys);
    amend({ name: ledger.settings().name, entries: journal.entryCount(), keys });
  };
  let rememberTimer: ReturnType<typeof setTimeout> | null = null;
  const stopRemembering = ledger.subscribe(() => {
    rememberTimer ??= setTimeout(() => {
      rememberTimer = null;
      remember();
    }, 1_000);
  });

  /** A device from before devices had keys says its own, once. */
  const keyTimer = setTimeout(() => {
    const device = ledger.identity()?.device;
    if (device === undefined || device.key || tabsOnly) return;
    void settleDeviceKey(store, stored.id).then((key) => {
      if (key !== null) ledger.change('device', device.id, { key });
    });
  }, KEY_AFTER_MS);

  const close = async (): Promise<void> => {
    stopFollowing();
    stopRemembering();
    going.close();
    clearTimeout(keyTimer);
    if (rememberTimer !== null) clearTimeout(rememberTimer);
    replica.stop();
    sync.close();
    nearby.close();
    await keeper.close();
    remember();
  };

  const going = createGoing({
    id: stored.id,
    store,
    journal,
    keeper,
    ledger,
    sync,
    wentOn: (day) => {
      if (day !== (stored.wentOn ?? null)) amend({ wentOn: day });
    },
    shelf: new Set((await store.books()).map(({ id }) => id)),
    stored: async () => {
      const row = await store.book(stored.id);
      if (row === null) throw new Error('the book was removed from this device');
      return row;
    },
    enter: () => {
      if (isRetired) amend({ retired: false });
      isRetired = false;
      replica.start();
    },
    close,
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
      introduce: async (who) => {
        const key = tabsOnly ? null : await settleDeviceKey(store, stored.id);
        const device = writeIntroduction(ledger, who, key);
        if (!device.ok) return device;
        ledger.identify(device.value);
        sync.refresh();
        await keeper.settled();
        await store.amend(stored.id, { device: device.value });
        return { ok: true, value: null };
      },
      invitedBy: stored.invitedBy,
      inviteLink: (origin) => inviteLink(origin, invite, ledger.identity()),
      exportJson: async () => {
        // Fetched with the panel that asks for it.
        const { writeLedgerFile } = await import('@/lib/ledger/ledger-file');
        return writeLedgerFile(stored.id, ledger.settings().name, journal);
      },
      remindAfter: async () => {
        const { copiedAt = 0, remindAfter = 0 } = (await store.book(stored.id)) ?? stored;
        return Math.max(remindAfter, copiedAt === 0 ? 0 : copiedAt + MONTH_MS);
      },
      remindLater: async () => {
        await store.amend(stored.id, { remindAfter: Date.now() + MONTH_MS });
      },
      close,
    },
  };
};
