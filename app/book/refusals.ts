import type { CommandError } from '@/lib/ledger/commands';

/** Why the book did not take a change, other than that a field was not filled in right. `what`: such as "line". */
export const sayRefused = (why: CommandError['kind'], what: string): string => {
  if (why === 'nobody') return 'Say first who you are.';
  if (why === 'closed') return 'This book goes on in another one and takes nothing more.';
  return `This ${what} is not in the book any more.`;
};
