/** The link of an invite: all of it behind the #, and before the invite itself, in words, whose device it comes from. */

import type { Device, Member } from '@/lib/ledger/records';
import { encodeInvite, type Invite } from '@/lib/sync/invite';

/** Longer names would make the QR picture hard to read. */
const LONGEST_NAME = 40;

/** So much of a device's name goes along with an invite. */
export const shortenedName = (name: string): string => [...name].slice(0, LONGEST_NAME).join('');

export const inviteLink = (
  origin: string,
  invite: Invite,
  from: { readonly device: Device; readonly member: Member } | null,
): string => {
  const words = from === null ? '' : `${encodeURIComponent(shortenedName(from.device.name))}/`;
  return `${origin}/join/#${words}${encodeInvite(invite)}`;
};

/** The name of the device that an invite comes from; '' where the text does not say. It is shown, never trusted. */
export const inviterIn = (text: string): string => {
  const [, words] = /([^#/]+)\/[^/]*$/.exec(text.slice(text.lastIndexOf('#') + 1)) ?? [];
  try {
    return shortenedName(decodeURIComponent(words ?? ''));
  } catch {
    return ''; // a name that was cut in the middle of a letter says nothing
  }
};
