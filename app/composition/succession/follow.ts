/** Going over to a book whose invite somebody sealed to this device. */

import { describeFailure } from '@/lib/ledger/browser-store';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { readInvite } from '@/lib/sync/invite';
import type { BookError, Heir, LedgerId } from '../contract';
import type { GoingMeans } from '../going';
import { heirRow } from './heir-row';
import { openSealed } from './sealed-text';
import { storeCarried } from './without';

/** The lines that lie here go along, those that nobody else has among them; into a clean book none does. */
export const follow = async (means: GoingMeans, heir: Heir): Promise<Result<LedgerId, BookError>> => {
  const { ledger, store } = means;
  if (heir.standing === 'here') return ok(heir.ledger);
  const stored = await means.stored();
  const successor = ledger.successors().find(({ id }) => id === heir.record);
  const text = await openSealed(successor?.sealed ?? [], stored.identity ?? '');
  const invite = text === null ? null : readInvite(text);
  if (!invite?.ok || invite.value.ledger !== heir.ledger) return fail({ kind: 'bad-invite', why: 'damaged' });
  const isNew = (await store.book(heir.ledger)) === null;
  await store.add(heirRow(stored, invite.value, heir.how === 'without' ? stored.unshared : {}));
  try {
    if (heir.how === 'without') await storeCarried(means, heir.ledger, successor?.without ?? [], heir.record);
  } catch (error) {
    if (isNew) await store.forget(heir.ledger);
    return fail({ kind: 'no-storage', detail: describeFailure(error) });
  }
  means.arrived(heir.ledger);
  return ok(heir.ledger);
};
