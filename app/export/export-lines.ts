import type { ExportLine } from '@/lib/ledger/csv-export';
import type { Ledger } from '@/lib/ledger/ledger';
import type { Account } from '@/lib/ledger/records';

/** An account's lines as its register shows them, with the names of their categories. */
export function exportLines(ledger: Ledger, account: Account): readonly ExportLine[] {
  const register = ledger.register(account.id);
  return register.window(0, register.length).map(({ transaction, balance }) => ({
    date: transaction.date,
    payee: transaction.payee,
    memo: transaction.memo,
    number: transaction.number,
    category: transaction.category === null ? '' : (ledger.category(transaction.category)?.name ?? ''),
    cleared: transaction.cleared,
    amount: transaction.amount,
    balance,
  }));
}
