import type { RecordId } from '@/lib/ledger/records';

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
  line: 'A line',
};
