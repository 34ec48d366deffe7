/** Leaving a book: a word to the room, and then nothing of it is left on this device. */

import { describeFailure } from '@/lib/ledger/browser-store';
import { today } from '@/lib/ledger/dates';
import { fail, ok, type Result } from '@/lib/ledger/result';
import type { BookError, SyncView } from '../contract';
import { tellForgotten } from '../forgotten';
import type { GoingMeans } from '../going';

/** Who goes does not wait longer for the last lines to be taken. */
const FAREWELL_MS = 2_000;

const untilShared = (sync: SyncView): Promise<void> =>
  new Promise((resolve) => {
    let stop = (): void => undefined;
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, FAREWELL_MS);
    const look = (): void => {
      if (sync.get().unsharedChanges === 0) done();
    };
    stop = sync.subscribe(look);
  });

export const leave = async (means: GoingMeans): Promise<Result<null, BookError>> => {
  const { id, ledger, sync, store } = means;
  const self = ledger.identity()?.device.id;
  const isHeard = sync.get().peers.some(({ neighbor }) => neighbor);
  // Who goes on in another book has not left: their lines may come together again.
  if (self !== undefined && isHeard && !ledger.isClosed()) {
    const told = ledger.note('device', self, { left: today(Date.now()) });
    if (told.ok) await untilShared(sync);
  }
  tellForgotten(id);
  await means.close();
  try {
    await store.forget(id);
    const heirs = (await store.books()).filter(({ follows }) => follows === id);
    await Promise.all(heirs.map((heir) => store.amend(heir.id, { follows: null })));
    return ok(null);
  } catch (error) {
    return fail({ kind: 'no-storage', detail: describeFailure(error) });
  }
};
