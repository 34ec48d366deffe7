/** What a device stores of a book in which another goes on: the same device in it, with the same keys. */

import type { StoredBook } from '@/lib/ledger/browser-store';
import type { Invite } from '@/lib/sync/invite';
import { newStoredBook } from '../stored-book';

export const heirRow = (
  old: StoredBook,
  invite: Invite,
  unshared: StoredBook['unshared'] = {},
): StoredBook => ({
  ...newStoredBook(invite),
  name: old.name,
  device: old.device,
  strategy: old.strategy,
  ...(old.identity === undefined ? {} : { identity: old.identity }),
  unshared,
  keys: old.keys ?? {},
  follows: old.id,
});
