/** Going on without somebody: the same book, every line with its history, under a new name and secret. */

import { describeFailure } from '@/lib/ledger/browser-store';
import { carriedSections, timeOfBirth } from '@/lib/ledger/carry-over';
import { storeSections } from '@/lib/ledger/journal-keeper';
import type { RecordId } from '@/lib/ledger/records';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { newInvite } from '@/lib/sync/invite';
import { randomBytes } from '../browser';
import type { BookError, LedgerId } from '../contract';
import type { GoingMeans } from '../going';
import { announce } from './announce';
import { heirRow } from './heir-row';

/** The devices of these members, which write on in the old book alone. */
const devicesOf = ({ ledger }: GoingMeans, members: readonly RecordId[]): ReadonlySet<RecordId> =>
  new Set(
    ledger
      .devices()
      .filter(({ member }) => members.includes(member))
      .map(({ id }) => id),
  );

/** All that goes along; to be stored again when there is more of it: what is stored already stays as it is. */
export const storeCarried = (
  means: GoingMeans,
  heir: LedgerId,
  without: readonly RecordId[],
  record: RecordId | null,
): Promise<void> => {
  const { store, journal } = means;
  const after = record === null ? null : timeOfBirth(journal, record);
  const cut = { devices: devicesOf(means, without), after: after ?? Infinity };
  return storeSections(store, heir, carriedSections(journal, cut));
};

/** First all of it is copied, then it is announced: where the disk refuses, nothing has happened. */
export const goOnWithout = async (
  means: GoingMeans,
  members: readonly RecordId[],
  devices: readonly RecordId[],
): Promise<Result<LedgerId, BookError>> => {
  const { store } = means;
  const invite = newInvite(randomBytes);
  const stored = await means.stored();
  await store.add({
    ...heirRow(stored, invite, stored.unshared),
    entries: means.journal.entryCount(),
  });
  try {
    await storeCarried(means, invite.ledger, members, null);
    const announced = await announce(means, { how: 'without', invite, without: members, devices });
    if (!announced.ok) {
      await store.forget(invite.ledger);
      return announced;
    }
    await storeCarried(means, invite.ledger, members, announced.value);
  } catch (error) {
    await store.forget(invite.ledger);
    return fail({ kind: 'no-storage', detail: describeFailure(error) });
  }
  means.arrived(invite.ledger);
  return ok(invite.ledger);
};
