/** A clean book from today: balances and open items in an empty journal, under a new name and secret. */

import { describeFailure } from '@/lib/ledger/browser-store';
import { balanceOn, type CleanWish, planCleanBook, writeCleanBook } from '@/lib/ledger/clean-book';
import { createJournal } from '@/lib/ledger/journal';
import { storeSections } from '@/lib/ledger/journal-keeper';
import { createLedger, type Ledger } from '@/lib/ledger/ledger';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { newInvite } from '@/lib/sync/invite';
import { drawWriter, randomBytes } from '../browser';
import type { BookError, LedgerId } from '../contract';
import type { GoingMeans } from '../going';
import { announce } from './announce';
import { present } from './companions';
import { heirRow } from './heir-row';

/** The name of an account whose balance, now or in the end, is not the same in both; null if all are. */
const unequal = (old: Ledger, fresh: Ledger, today: string): string | null => {
  const wrong = old.accounts().find((account) => {
    const heir = fresh.account(account.id);
    if (heir === null || fresh.register(heir.id).balance !== old.register(account.id).balance) return true;
    return balanceOn(fresh, heir, today) !== balanceOn(old, account, today);
  });
  return wrong?.name ?? null;
};

export const startClean = async (
  means: GoingMeans,
  wish: CleanWish,
): Promise<Result<LedgerId, BookError>> => {
  const { ledger, store } = means;
  const plan = planCleanBook(ledger, wish);
  if (plan.tooLarge !== null)
    return fail({ kind: 'bad-field', detail: `The balance of ${plan.tooLarge.name} is too large.` });
  const devices = present(means);
  const by = ledger.identity()?.device.id ?? '';
  const journal = createJournal(drawWriter);
  writeCleanBook(journal, ledger, plan, devices, { by, wallTime: Date.now() });
  const wrong = unequal(ledger, createLedger({ journal, now: Date.now }), wish.today);
  if (wrong !== null) return fail({ kind: 'defect', detail: `The balance of ${wrong} would change.` });

  const invite = newInvite(randomBytes);
  const unshared = Object.fromEntries(
    [...journal.reach()].map(([writer, to]) => [writer.toString(36), [0, to] as const]),
  );
  await store.add({
    ...heirRow(await means.stored(), invite, unshared),
    entries: journal.entryCount(),
  });
  try {
    await storeSections(store, invite.ledger, journal.sections());
    const others = devices.map(({ id }) => id);
    const announced = await announce(means, { how: 'clean', invite, without: [], devices: others });
    if (!announced.ok) {
      await store.forget(invite.ledger);
      return announced;
    }
  } catch (error) {
    await store.forget(invite.ledger);
    return fail({ kind: 'no-storage', detail: describeFailure(error) });
  }
  means.arrived(invite.ledger);
  return ok(invite.ledger);
};
