/** Opens one book: journal, ledger, disk, room and what the screen sees of them, tied together here and nowhere else. */

import type { BrowserStore, StoredBook } from '@/lib/ledger/browser-store';
import type { CommandError } from '@/lib/ledger/commands';
import { createJournal } from '@/lib/ledger/journal';
import { type JournalKeeper, keepJournal } from '@/lib/ledger/journal-keeper';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { writeLedgerFile } from '@/lib/ledger/ledger-file';
import { fail, type Result } from '@/lib/ledger/result';
import { emptyStacks } from '@/lib/ledger/undo';
import { deriveRoomKeys, type Invite } from '@/lib/sync/invite';
import { strategyNamed } from '@/lib/sync/strategies/by-name';
import { drawWriter, onWake } from './browser';
import { createHandMeeting } from './by-hand';
import type { BookError, Introduction, Live, OpenBook, SaveState } from './contract';
import { inviteLink, shortenedName } from './invite-link';
import { createLive } from './live';
import { createNearbyDoor } from './nearby-door';
import { createSyncView } from './sync-view';

export interface BookHome {
  readonly stored: StoredBook;
  readonly store: BrowserStore;
  /** Why nothing written here outlives the page; null where the store is a disk. */
  readonly refusal: string | null;
  readonly tabsOnly: boolean;
}

export interface OpenedBook {
  readonly book: OpenBook;
  /** Takes the book off its room and on again, as the demo's switch does. */
  setOnline(online: boolean): void;
}

const firstFreeColor = (ledger: Ledger): number => {
  const taken = new Set(ledger.members().map(({ color }) => color));
  return [0, 1, 2, 3, 4, 5, 6, 7].find((color) => !taken.has(color)) ?? ledger.members().length % 8;
};

/** What a person is told of a command that the ledger refused. */
export const errorFrom = (error: CommandError): BookError =>
  error.kind === 'invalid-field'
    ? { kind: 'bad-field', detail: error.message }
    : { kind: 'defect', detail: error.kind };

const writeIntroduction = (ledger: Ledger, who: Introduction): Result<string, BookError> => {
  const member =
    'known' in who.member
      ? { ok: true as const, value: who.member.known }
      : ledger.create('member', { name: who.member.name.trim(), color: firstFreeColor(ledger) });
  const device = member.ok
    ? ledger.create('device', { name: who.deviceName.trim(), member: member.value })
    : member;
  return device.ok ? device : fail(errorFrom(device.error));
};

const savedState = (keeper: JournalKeeper, refusal: string | null): Live<SaveState> =>
  refusal === null
    ? { get: keeper.state, subscribe: keeper.subscribe }
    : createLive<SaveState>({ kind: 'failed', detail: refusal });

/** While the page is hidden for good the room is left at once; a page that comes back from the cache enters it again. */
const followPage = (start: () => void, stop: () => void, wake: () => void): (() => void) => {
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) start();
  };
  addEventListener('pagehide', stop);
  addEventListener('pageshow', shown);
  const stopWaking = onWake(wake);
  return () => {
    removeEventListener('pagehide', stop);
    removeEventListener('pageshow', shown);
    stopWaking();
  };
};

/** What passes the book on. A book is shown without it: its code comes beside the page's own, while the disk is read. */
const loadRoom = () => import('./room');

/** Rejects if the store cannot be read. */
export const openBookAt = async ({ stored, store, refusal, tabsOnly }: BookHome): Promise<OpenedBook> => {
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
    replica,
    met: stored.met,
    unshared: stored.unshared,
    deviceStrategy,
    remember: amend,
  });
  const nearby = createNearbyDoor({
    ledger,
    book: tabsOnly ? null : deriveRoomKeys(invite).nearby,
    invite: () => inviteLink(location.origin, invite, ledger.identity()),
  });
  const stopFollowing = followPage(replica.start, replica.stop, replica.wake);
  replica.start();
  amend({ openedAt: Date.now() });

  const remember = (): void => amend({ name: ledger.settings().name, entries: journal.entryCount() });
  let rememberTimer: ReturnType<typeof setTimeout> | null = null;
  const stopRemembering = ledger.subscribe(() => {
    rememberTimer ??= setTimeout(() => {
      rememberTimer = null;
      remember();
    }, 1_000);
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
      introduce: async (who) => {
        const device = writeIntroduction(ledger, who);
        if (!device.ok) return device;
        ledger.identify(device.value);
        sync.refresh();
        await keeper.settled();
        await store.amend(stored.id, { device: device.value });
        return { ok: true, value: null };
      },
      invitedBy: stored.invitedBy,
      inviteLink: (origin) => inviteLink(origin, invite, ledger.identity()),
      exportJson: async () => writeLedgerFile(stored.id, ledger.settings().name, journal),
      close: async () => {
        stopFollowing();
        stopRemembering();
        if (rememberTimer !== null) clearTimeout(rememberTimer);
        replica.stop();
        sync.close();
        nearby.close();
        await keeper.close();
        remember();
      },
    },
  };
};
