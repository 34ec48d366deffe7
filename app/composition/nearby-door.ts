/** Whether strangers at the relay may ask for an open book, as its setting says; and those that do. */

import type { Ledger } from '@/lib/ledger/ledger';
import type { LettingIn, NearbyRequest } from '@/lib/sync/nearby/letting-in';
import type { NearbyDoor } from './contract';
import { createLive } from './live';

const none: readonly NearbyRequest[] = [];

export interface NearbyDoorNeeds {
  readonly ledger: Ledger;
  /** What the book is called there; null where it is shared among tabs alone. */
  readonly book: string | null;
  readonly invite: () => string;
}

export interface OwnedNearbyDoor extends NearbyDoor {
  close(): void;
}

export const createNearbyDoor = ({ ledger, book, invite }: NearbyDoorNeeds): OwnedNearbyDoor => {
  const requests = createLive<readonly NearbyRequest[]>(none);
  let lettingIn: LettingIn | null = null;
  let isWanted = false;
  let isClosed = false;

  const name = (): string => ledger.settings().nearby;

  const open = async (called: string): Promise<void> => {
    const { letIn } = await import('./nearby');
    if (isWanted && !isClosed)
      lettingIn ??= letIn({
        book: called,
        name,
        invite,
        changed: () => requests.set(lettingIn?.requests() ?? none),
      });
  };

  const shut = (): void => {
    lettingIn?.stop();
    lettingIn = null;
    requests.set(none);
  };

  /** Only a member who is known as one lets others in. */
  const follow = (): void => {
    const wanted = name() !== '' && ledger.identity() !== null;
    if (book === null || wanted === isWanted) return;
    isWanted = wanted;
    if (!wanted) return shut();
    open(book).catch((error: unknown) => console.warn(`Nobody nearby can ask for this book: ${error}`));
  };

  const stopFollowing = ledger.subscribe(follow);
  follow();

  return {
    get: requests.get,
    subscribe: requests.subscribe,
    answer: (ask) => lettingIn?.answer(ask),
    admit: (ask) => lettingIn?.admit(ask),
    refuse: (ask) => lettingIn?.refuse(ask),
    close: () => {
      isClosed = true;
      stopFollowing();
      shut();
    },
  };
};
