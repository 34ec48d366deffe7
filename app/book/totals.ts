import type { Ledger } from '@/lib/ledger/ledger';

export interface Total {
  readonly currency: string;
  /** Minor units. */
  readonly total: number;
}

/** What all accounts come to, one sum for each currency: nothing is converted. */
export function totalsByCurrency(ledger: Ledger): readonly Total[] {
  const totals = new Map<string, number>();
  for (const account of ledger.accounts()) {
    const balance = ledger.register(account.id).balance;
    totals.set(account.currency, (totals.get(account.currency) ?? 0) + balance);
  }
  return [...totals].map(([currency, total]) => ({ currency, total }));
}
