/** A book that begins here: its first records, and the categories that most households start with. */

import { fail, ok, type Result } from '@/lib/ledger/result';
import { emptyStacks } from '@/lib/ledger/undo';
import { type Invite, newInvite } from '@/lib/sync/invite';
import { randomBytes } from './browser';
import type { BookError, LedgerId, NewBook, OpenBook } from './contract';
import { withStore } from './disk';
import { errorFrom } from './introduction';

/** What most households sort their money by; renamed and added to at will. */
const firstCategories = [
  { name: 'Groceries', flow: 'out' },
  { name: 'Rent and home', flow: 'out' },
  { name: 'Eating out', flow: 'out' },
  { name: 'Transport', flow: 'out' },
  { name: 'Health', flow: 'out' },
  { name: 'Children', flow: 'out' },
  { name: 'Leisure', flow: 'out' },
  { name: 'Salary', flow: 'in' },
  { name: 'Other income', flow: 'in' },
] as const;

const writeFirstRecords = async (book: OpenBook, wanted: NewBook): Promise<Result<null, BookError>> => {
  const introduced = await book.introduce({
    member: { name: wanted.memberName },
    deviceName: wanted.deviceName,
  });
  if (!introduced.ok) return introduced;
  const { ledger } = book;
  const steps = [
    ledger.configure({ name: wanted.name, strategy: 'nearest-peer' }),
    ledger.create('account', {
      name: wanted.accountName,
      kind: 'checking',
      currency: wanted.currency,
      opening: wanted.opening,
    }),
    ledger.createMany('category', firstCategories),
  ];
  const wrong = steps.find((step) => !step.ok);
  if (wrong === undefined || wrong.ok) return ok(null);
  return fail(errorFrom(wrong.error));
};

export const createBook = async (
  wanted: NewBook,
  addBook: (invite: Invite) => Promise<Result<LedgerId, BookError>>,
  openBook: (id: LedgerId) => Promise<Result<OpenBook, BookError>>,
): Promise<Result<LedgerId, BookError>> => {
  const added = await addBook(newInvite(randomBytes));
  if (!added.ok) return added;
  const opened = await openBook(added.value);
  if (!opened.ok) return opened;
  const written = await writeFirstRecords(opened.value, wanted);
  await opened.value.close();
  if (!written.ok) return written;
  // Ctrl+Z in a new book must not take its first account away.
  return withStore(async (disk) => {
    await disk.putUndoStacks(added.value, emptyStacks);
    return added;
  });
};
