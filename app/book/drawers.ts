import type { RecordId } from '@/lib/ledger/records';

/** What can be done with a book as a whole. */
export type BookStep = 'size' | 'clean' | 'without' | 'bring-in' | 'leave';

/** What lies open beside the register: one thing at a time. */
export type DrawerState =
  | { readonly kind: 'history'; readonly line: RecordId }
  | { readonly kind: 'account'; readonly account: RecordId | null }
  | { readonly kind: 'sync' }
  | { readonly kind: 'people' }
  | { readonly kind: 'import' }
  | { readonly kind: 'export' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'accounts' }
  | { readonly kind: 'more' }
  | { readonly kind: 'book'; readonly step: BookStep | null }
  /** On a narrow screen, the form of a line; null for a new one. */
  | { readonly kind: 'line'; readonly line: RecordId | null };

export const drawerTitles: Readonly<Record<DrawerState['kind'], string>> = {
  history: 'History of this line',
  account: 'Account',
  sync: 'Sharing',
  people: 'People',
  import: 'Import a statement',
  export: 'Take a copy',
  versions: 'Lines with two versions',
  accounts: 'Accounts',
  more: 'More',
  book: 'This book',
  line: 'A line',
};
