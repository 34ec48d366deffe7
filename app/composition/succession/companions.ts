/** Whom a book can be handed to: its devices, and what can be sealed to each. */

import { stayedBehind } from '@/lib/ledger/carry-over';
import { keyOfDevice } from '@/lib/ledger/device-keys';
import type { Device, RecordId } from '@/lib/ledger/records';
import type { Companion } from '../contract';
import type { GoingMeans } from '../going';
import { codeOf } from './device-identity';
import { isRecipient } from './sealed-text';

/** The devices that are in the book: neither left nor left behind. */
export const present = ({ ledger, journal, id }: GoingMeans): readonly Device[] => {
  const behind = stayedBehind(journal, ledger, id);
  return ledger.devices().filter((device) => !device.left && !behind.has(device.id));
};

/** A key that can be used; null for a device that has said none, or nonsense. */
const usableKey = async ({ ledger, stored }: GoingMeans, device: RecordId) => {
  const found = keyOfDevice(ledger, device, (await stored()).keys ?? {});
  return found !== null && isRecipient(found.key) ? found : null;
};

export const companions = async (means: GoingMeans): Promise<readonly Companion[]> => {
  const { ledger } = means;
  const self = ledger.identity()?.device.id;
  return Promise.all(
    present(means).map(async (device) => {
      const found = await usableKey(means, device.id);
      return {
        device,
        member: ledger.member(device.member),
        self: device.id === self,
        code: found === null ? null : codeOf(found.key),
        doubtful: found?.doubtful ?? false,
      };
    }),
  );
};

/** The keys of these devices, with those left out that have none. */
export const keysFor = async (means: GoingMeans, devices: readonly RecordId[]) => {
  const found = await Promise.all(
    devices.map(async (device) => ({ device, key: (await usableKey(means, device))?.key })),
  );
  return found.filter((one): one is { device: RecordId; key: string } => one.key !== undefined);
};
