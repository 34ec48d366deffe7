/**
 * Keeps a book that has gone on in another one in its room, so that those chosen who were away hear of it there: until all
 * of them have come over, and for some months at most.
 */

import type { BrowserStore } from '@/lib/ledger/browser-store';
import { daysBetween, today } from '@/lib/ledger/dates';
import type { Ledger } from '@/lib/ledger/ledger';
import type { Result } from '@/lib/ledger/result';
import type { BookError, LedgerId, OpenBook, SyncSnapshot } from '../contract';

const LONGEST_DAYS = 90;

export interface HandOverNeeds {
  /** The one that goes on. */
  readonly book: OpenBook;
  readonly follows: LedgerId;
  readonly disk: BrowserStore;
  open(id: LedgerId): Promise<Result<OpenBook, BookError>>;
}

/** Whether somebody who was chosen has not been met in the new book yet. */
const isAwaited = (old: Ledger, heir: LedgerId, { devices }: SyncSnapshot): boolean => {
  const successor = old.successors().find(({ ledger }) => ledger === heir);
  if (successor === undefined) return false;
  if (daysBetween(successor.date, today(Date.now())) > LONGEST_DAYS) return false;
  const met = new Set(devices.filter(({ lastSeen }) => lastSeen !== null).map(({ device }) => device));
  return successor.devices.some((device) => !met.has(device) && !old.device(device)?.left);
};

/** Gives back how to call it off. */
export const handOver = ({ book, follows, disk, open }: HandOverNeeds): (() => void) => {
  let isOver = false;
  let close = (): void => undefined;

  const leave = (): void => {
    if (isOver) return;
    isOver = true;
    close();
  };

  const retire = async (): Promise<void> => {
    leave();
    await Promise.all([disk.amend(follows, { retired: true }), disk.amend(book.id, { follows: null })]);
  };

  const begin = async (): Promise<void> => {
    const opened = await open(follows);
    if (!opened.ok) return retire();
    const old = opened.value;
    const look = (): void => {
      // The first copy of a clean book, with its devices, may still be on its way.
      if (isOver || book.ledger.identity() === null) return;
      if (isAwaited(old.ledger, book.id, book.sync.get())) return;
      retire().catch((error: unknown) => console.warn(`The old book is not given up: ${error}`));
    };
    const stop = book.sync.subscribe(look);
    close = () => {
      stop();
      old.close().catch((error: unknown) => console.warn(`The old book was not closed: ${error}`));
    };
    if (isOver) close();
    else look();
  };

  begin().catch((error: unknown) => console.warn(`The old book could not be kept open: ${error}`));
  return leave;
};
