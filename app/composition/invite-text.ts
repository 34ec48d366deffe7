/** What somebody was sent to join a book with: an invite, or a text made by hand, which is answered as well. */

import { fail, ok, type Result } from '@/lib/ledger/result';
import { type HandText, readHandText } from '@/lib/sync/hand-text';
import { type Invite, readInvite } from '@/lib/sync/invite';
import type { BookError, LedgerId } from './contract';
import { inviterIn, shortenedName } from './invite-link';

export interface InviteText {
  readonly id: LedgerId;
  /** null: the text is for a device that has the book already. */
  readonly invite: Invite | null;
  /** The inviting device's name, '' where the text does not say. */
  readonly invitedBy: string;
  /** The text itself waits for an answer. */
  readonly byHand: boolean;
}

const badInvite = (why: Extract<BookError, { kind: 'bad-invite' }>['why']): Result<InviteText, BookError> =>
  fail({ kind: 'bad-invite', why });

const fromHandText = (text: HandText): Result<InviteText, BookError> => {
  const { ledger } = text;
  if (text.kind === 'welcome') {
    const invitedBy = shortenedName(text.from);
    return ok({ id: ledger, invite: { ledger, secret: text.secret }, invitedBy, byHand: true });
  }
  if (text.kind === 'answer') return badInvite('an-answer');
  return ok({ id: ledger, invite: null, invitedBy: '', byHand: true });
};

export const readInviteText = (text: string): Result<InviteText, BookError> => {
  const byHand = readHandText(text);
  if (byHand.ok) return fromHandText(byHand.value);
  if (byHand.error !== 'not-ours') return badInvite(byHand.error);
  const read = readInvite(text);
  if (!read.ok) return badInvite(read.error.kind === 'too-short' ? 'damaged' : read.error.kind);
  return ok({ id: read.value.ledger, invite: read.value, invitedBy: inviterIn(text), byHand: false });
};
