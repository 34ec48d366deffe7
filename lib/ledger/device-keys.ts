/**
 * To what each device of a ledger can be sealed, and whether that is still what it first said.
 * It does not know what a key is good for, nor how anything is sealed.
 *
 * Entries are not signed: whoever holds the pen can write a key under another's device. So the first key that was seen here
 * counts, and any other that was ever written for the device is told to the person instead of being used in silence.
 */

import type { Ledger } from './ledger';
import type { RecordId } from './records';

/** The keys as this device first saw them, by device. */
export type SeenKeys = Readonly<Record<RecordId, string>>;

export interface DeviceKey {
  readonly key: string;
  /** Another key stands in the book for the same device. */
  readonly doubtful: boolean;
}

/** null for a device that has not said any. */
export const keyOfDevice = (ledger: Ledger, device: RecordId, seen: SeenKeys): DeviceKey | null => {
  const said = ledger
    .history(device)
    .flatMap(({ changes }) => changes.filter(({ field }) => field === 'key').map(({ to }) => to))
    .filter((key): key is string => typeof key === 'string' && key !== '');
  const key = (Object.hasOwn(seen, device) ? seen[device] : undefined) ?? said[0];
  return key === undefined ? null : { key, doubtful: said.some((other) => other !== key) };
};

/** What was seen before, and the keys of the devices that had none then; the same object if there are no such. */
export const noteKeys = (ledger: Ledger, seen: SeenKeys): SeenKeys => {
  const added = ledger.devices().filter(({ id, key }) => key && !Object.hasOwn(seen, id));
  if (added.length === 0) return seen;
  return { ...seen, ...Object.fromEntries(added.map(({ id, key }) => [id, key ?? ''])) };
};
