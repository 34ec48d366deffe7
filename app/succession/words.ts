/** Plain words for who goes where, and when. */

import type { Heir } from '@/app/composition/contract';
import { locale } from '@/app/ui/locale';
import { formatDate } from '@/lib/ledger/dates';

const several = new Intl.ListFormat('en', { type: 'conjunction' });

export const sayNames = (people: readonly { readonly name: string }[]): string =>
  several.format(people.map(({ name }) => name));

/** @param day YYYY-MM-DD or '' */
const sayDay = (day: string): string => (day === '' ? 'some day' : formatDate(day, locale(), 'long'));

const whoOf = ({ by, bySelf }: Heir): string => (bySelf ? 'You' : (by?.name ?? 'Somebody'));

/** What happened to the book, for the member of this device. */
export const sayHeir = (heir: Heir): string => {
  const day = sayDay(heir.date);
  if (heir.how === 'clean') return `${whoOf(heir)} started a clean book on ${day}.`;
  if (heir.standing === 'left-out') return `${whoOf(heir)} went on without you on ${day}.`;
  return `${whoOf(heir)} went on without ${sayNames(heir.without) || 'a lost device'} on ${day}.`;
};

/** What that means here. */
export const explainHeir = ({ how, standing, by, without }: Heir): string => {
  const inviter = by?.name ?? 'somebody who has it';
  const unaddressed = `The new book was not handed to this device: ask ${inviter} for an invite.`;
  if (how === 'clean') {
    const closing = 'This one closes here: its lines stay to be read, and its balances go on there.';
    return standing === 'unaddressed' ? `${closing} ${unaddressed}` : closing;
  }
  switch (standing) {
    case 'left-out':
      return 'You keep everything up to then. You can go on writing here; what you write stays with those who are still in this book.';
    case 'here':
      return 'This one takes no more lines on this device. It stays here to be read.';
    case 'offered':
      return `The same book goes on under a new secret. What is written here goes along; ${sayNames(without) || 'who has the lost device'} will not see what comes after.`;
    case 'unaddressed':
      return unaddressed;
  }
};
