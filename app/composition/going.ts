/** How a book goes on elsewhere, as far as an open page must always know it; the rest is fetched when it is asked for. */

import type { BrowserStore, StoredBook } from '@/lib/ledger/browser-store';
import type { Journal } from '@/lib/ledger/journal';
import type { JournalKeeper } from '@/lib/ledger/journal-keeper';
import type { Ledger } from '@/lib/ledger/ledger';
import type { Successor } from '@/lib/ledger/records';
import type { Going, Heir, LedgerId, SyncView } from './contract';
import { createLive } from './live';

export interface GoingNeeds {
  readonly id: LedgerId;
  readonly store: BrowserStore;
  readonly journal: Journal;
  readonly keeper: JournalKeeper;
  readonly ledger: Ledger;
  readonly sync: SyncView;
  /** The ids of the books on this device. */
  readonly shelf: ReadonlySet<LedgerId>;
  /** Remembers on which day the book went on elsewhere. */
  wentOn(day: string | null): void;
  /** The row of this book, as it is now; rejects if the book is not here any more. */
  stored(): Promise<StoredBook>;
  /** Enters the room again, if it was given up. */
  enter(): void;
  close(): Promise<void>;
}

/** What the parts that are fetched later need besides. */
export interface GoingMeans extends GoingNeeds {
  heirs(): readonly Heir[];
  /** A book has come to this device. */
  arrived(id: LedgerId): void;
}

export interface OwnedGoing extends Going {
  close(): void;
}

export const createGoing = (needs: GoingNeeds): OwnedGoing => {
  const { id, ledger } = needs;
  const shelf = new Set(needs.shelf);
  const heirs = createLive<readonly Heir[]>([]);
  let isReopened = false;

  const standingOf = ({ ledger: heir, without, devices }: Successor): Heir['standing'] => {
    const self = ledger.identity();
    if (shelf.has(heir)) return 'here';
    if (self !== null && without.includes(self.member.id)) return 'left-out';
    return self !== null && devices.includes(self.device.id) ? 'offered' : 'unaddressed';
  };

  const heirOf = (successor: Successor): Heir => {
    const { id: record, how, ledger: heir, date, by, without } = successor;
    const device = ledger.device(by);
    return {
      record,
      how,
      ledger: heir,
      date,
      by: device === null ? null : ledger.member(device.member),
      bySelf: by === ledger.identity()?.device.id,
      without: without.map((member) => ledger.member(member)).filter((member) => member !== null),
      standing: standingOf(successor),
    };
  };

  const look = (): void => {
    const live = ledger.successors().filter(({ from }) => from === id);
    if (live.length === 0) return;
    heirs.set(live.map(heirOf).sort((one, other) => other.date.localeCompare(one.date)));
    const over = heirs.get().find(({ how, standing }) => how === 'clean' || standing === 'here');
    needs.wentOn(over?.date ?? null);
    ledger.setClosed(over !== undefined && !isReopened);
  };

  const means: GoingMeans = {
    ...needs,
    heirs: heirs.get,
    arrived: (heir) => {
      shelf.add(heir);
      look();
    },
  };
  const load = () => import('./succession/going-on');
  let seen = ledger.successors();
  let self = ledger.identity()?.device;
  const stop = ledger.subscribe(() => {
    if (seen === ledger.successors() && self === ledger.identity()?.device) return;
    seen = ledger.successors();
    self = ledger.identity()?.device;
    look();
  });
  look();

  return {
    heirs,
    fetchAhead: async () => {
      await load();
    },
    companions: async () => (await load()).companions(means),
    goOnWithout: async (members, devices) => (await load()).goOnWithout(means, members, devices),
    planClean: async (wish) => (await load()).planCleanBook(ledger, wish),
    startClean: async (wish) => (await load()).startClean(means, wish),
    follow: async (heir) => (await load()).follow(means, heir),
    reopen: () => {
      isReopened = true;
      look();
      needs.enter();
    },
    bringIn: async (from) => (await load()).bringInCopy(means, from),
    size: async () => (await load()).sizeOf(needs.journal, Date.now()),
    leave: async () => (await load()).leave(means),
    close: stop,
  };
};
