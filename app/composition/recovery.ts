/** What a sheet of paper needs to bring somebody back into a book. Fetched only where such a sheet is made. */

import { fail, ok, type Result } from '@/lib/ledger/result';
import { encodeInvite } from '@/lib/sync/invite';
import { inviteToWords } from '@/lib/sync/invite-words';
import type { BookError, LedgerId } from './contract';
import { withStore } from './disk';
import { inviteLink } from './invite-link';

export interface Recovery {
  readonly name: string;
  /** The invite itself: whoever reads it can join. */
  readonly letters: string;
  readonly words: readonly string[];
  link(origin: string): string;
}

export const readRecovery = (id: LedgerId): Promise<Result<Recovery, BookError>> =>
  withStore(async (disk) => {
    const stored = await disk.book(id);
    if (stored === null) return fail({ kind: 'unknown-book' });
    const invite = { ledger: stored.id, secret: stored.secret };
    const letters = encodeInvite(invite);
    return ok({
      name: stored.name,
      letters,
      words: inviteToWords(letters),
      link: (origin) => inviteLink(origin, invite, null),
    });
  });
