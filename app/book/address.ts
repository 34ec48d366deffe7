import type { LedgerId } from '@/app/composition/contract';
import type { RecordId } from '@/lib/ledger/records';

/** In the third place of an address, behind book and account. */
const NEW_LINE = 'new';

/** Which book and account the address names. Kept behind '#', so that no server ever hears of them. */
export interface BookAddress {
  readonly ledger: LedgerId;
  /** null: the first account, whichever that is. */
  readonly account: RecordId | null;
}

export function readAddress(hash: string): BookAddress | null {
  const [ledger = '', account = ''] = hash.replace(/^#\/?/, '').split('/');
  if (ledger === '') return null;
  return { ledger: decode(ledger), account: account === '' ? null : decode(account) };
}

/** The hash alone, to go to another account of the book that is open. */
export function writeAddress({ ledger, account }: BookAddress): string {
  return `#${encodeURIComponent(ledger)}${account === null ? '' : `/${encodeURIComponent(account)}`}`;
}

/** Where the book lies, from any page. */
export const bookHref = (ledger: LedgerId, account: RecordId | null = null): string =>
  `/book/${writeAddress({ ledger, account })}`;

/** As `bookHref`, but with the pen in hand: the page opens with a new line to write. */
export const newLineHref = (ledger: LedgerId): string => `${bookHref(ledger)}//${NEW_LINE}`;

/** Whether the address asked for a new line; it does so once, and not again when the page is reloaded. */
export function takeNewLineWish(): boolean {
  const { hash } = window.location;
  if (hash.split('/')[2] !== NEW_LINE) return false;
  window.history.replaceState(null, '', hash.split('/').slice(0, 2).join('/'));
  return true;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
