/** What a device stores of a book that is new to it. */

import type { StoredBook } from '@/lib/ledger/browser-store';
import type { Invite } from '@/lib/sync/invite';

export const newStoredBook = (invite: Invite, invitedBy = ''): StoredBook => ({
  id: invite.ledger,
  secret: invite.secret,
  invitedBy,
  name: '',
  entries: 0,
  openedAt: Date.now(),
  device: null,
  strategy: null,
  unshared: {},
  met: {},
});
