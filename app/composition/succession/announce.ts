/** Writes into a book that it goes on in another one, whose invite is sealed to those who are to follow. */

import { today } from '@/lib/ledger/dates';
import type { RecordId, Succession } from '@/lib/ledger/records';
import { fail, type Result } from '@/lib/ledger/result';
import { encodeInvite, type Invite } from '@/lib/sync/invite';
import type { BookError } from '../contract';
import type { GoingMeans } from '../going';
import { keysFor } from './companions';
import { sealTo } from './sealed-text';

export interface Announcement {
  readonly how: Succession;
  readonly invite: Invite;
  readonly without: readonly RecordId[];
  readonly devices: readonly RecordId[];
}

/** Answers with the record, once it is on this device's disk. */
export const announce = async (
  means: GoingMeans,
  { how, invite, without, devices }: Announcement,
): Promise<Result<RecordId, BookError>> => {
  const { ledger, keeper } = means;
  const by = ledger.identity()?.device.id ?? '';
  const keys = await keysFor(
    means,
    devices.filter((device) => device !== by),
  );
  const sealed = await sealTo(
    encodeInvite(invite),
    keys.map(({ key }) => key),
  );
  const written = ledger.create('successor', {
    how,
    from: means.id,
    ledger: invite.ledger,
    by,
    date: today(Date.now()),
    without,
    devices: keys.map(({ device }) => device),
    sealed,
  });
  if (!written.ok) return fail({ kind: 'defect', detail: written.error.kind });
  const kept = await keeper.settled();
  return kept.ok ? written : kept;
};
