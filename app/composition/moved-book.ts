/** What is known of a book beside its entries, as it comes over from another address: judged here before it is kept. */

import type { StoredBook } from '@/lib/ledger/browser-store';
import { isObject } from '@/lib/ledger/ledger-file';
import { emptyStacks, type UndoStacks } from '@/lib/ledger/undo';
import { encodeInvite } from '@/lib/sync/invite';

export interface MovedBook {
  readonly stored: StoredBook;
  readonly undo: UndoStacks;
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const isUnshared = (value: unknown): value is StoredBook['unshared'] =>
  isObject(value) &&
  Object.values(value).every((range) => Array.isArray(range) && range.length === 2 && range.every(isTime));

const isMet = (value: unknown): value is StoredBook['met'] =>
  isObject(value) &&
  Object.values(value).every(
    (met) => isObject(met) && isTime(met.at) && (met.lacks === null || isTime(met.lacks)),
  );

const isHead = (value: unknown): boolean => isObject(value) && isTime(value.time) && isTime(value.writer);

const isStep = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.label === 'string' &&
  Array.isArray(value.items) &&
  value.items.every(
    (item) =>
      isObject(item) &&
      typeof item.record === 'string' &&
      typeof item.field === 'string' &&
      isHead(item.head) &&
      (item.replaced === null || isHead(item.replaced)),
  );

const isStacks = (value: unknown): value is UndoStacks =>
  isObject(value) && [value.undo, value.redo].every((steps) => Array.isArray(steps) && steps.every(isStep));

const isInvite = (ledger: unknown, secret: unknown): boolean => {
  if (typeof ledger !== 'string' || !(secret instanceof Uint8Array) || secret.length !== 16) return false;
  try {
    encodeInvite({ ledger, secret });
    return true;
  } catch {
    return false; // an id that no book of ours can have
  }
};

const isKeys = (value: unknown): value is NonNullable<StoredBook['keys']> =>
  isObject(value) && Object.values(value).every((key) => typeof key === 'string');

/** What later versions know besides; what is odd is left out. The key of this device comes along: it is the same device. */
const furtherFields = (stored: Readonly<Record<string, unknown>>): Partial<StoredBook> => {
  const { copiedAt, remindAfter, identity, keys, follows, wentOn, retired, secretDrawn } = stored;
  return {
    ...(isTime(copiedAt) ? { copiedAt } : {}),
    ...(isTime(remindAfter) ? { remindAfter } : {}),
    ...(typeof identity === 'string' ? { identity } : {}),
    ...(isKeys(keys) ? { keys } : {}),
    ...(isTextOrNull(follows) ? { follows } : {}),
    ...(isTextOrNull(wentOn) ? { wentOn } : {}),
    ...(typeof retired === 'boolean' ? { retired } : {}),
    ...(typeof secretDrawn === 'boolean' ? { secretDrawn } : {}),
  };
};

/** null for what no program of ours would have sent. Steps to undo that are odd are left behind: they are a comfort. */
export const readMovedBook = (value: unknown): MovedBook | null => {
  if (!isObject(value) || !isObject(value.stored)) return null;
  const { id, secret, invitedBy, name, entries, openedAt, device, strategy, unshared, met } = value.stored;
  if (!isInvite(id, secret) || typeof name !== 'string' || typeof invitedBy !== 'string') return null;
  if (!isTextOrNull(device) || !isTextOrNull(strategy) || !isTime(entries) || !isTime(openedAt)) return null;
  if (!isUnshared(unshared) || !isMet(met)) return null;
  return {
    stored: {
      ...{ id: id as string, secret: secret as Uint8Array, invitedBy, name, entries, openedAt },
      ...{ device, strategy, unshared, met },
      ...furtherFields(value.stored),
    },
    undo: isStacks(value.undo) ? value.undo : emptyStacks,
  };
};
