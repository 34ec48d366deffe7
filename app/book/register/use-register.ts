'use client';

import { useMemo } from 'react';
import type { Register } from '@/lib/ledger/ledger';
import type { Account } from '@/lib/ledger/records';
import { useLedger } from '../book-context';
import { todayHere } from './draft';
import { layOutRows, type RowLayout } from './row-layout';

export interface LaidOutRegister {
  readonly register: Register;
  readonly layout: RowLayout;
  /** The first line after today. */
  readonly future: number;
}

/** An account's lines as of now, and where headings stand among them. */
export function useRegister(account: Account): LaidOutRegister {
  const ledger = useLedger();
  const version = ledger.version();
  const today = todayHere();
  const register = ledger.register(account.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a register is always as of now; the version says when it moved
  const layout = useMemo(() => layOutRows(register, today), [version, account.id, today]);
  return { register, layout, future: register.firstAfter(today) };
}
