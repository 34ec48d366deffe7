/**
 * The same book as a table in a file, without history: the measure of what the bytes must cost at least.
 * It does not know what it is compared with.
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { createRegisterIndex, type RegisterEntry, type RegisterIndex } from '@/lib/ledger/register-index';
import { ACCOUNTS, type Fields, type Workload } from './workload';

export interface OpenTable {
  readonly rows: readonly (readonly string[])[];
  readonly registers: readonly RegisterIndex[];
}

const rowOf = ({ date, account, amount, payee, memo, category, cleared }: Fields): string[] => [
  date,
  `Account ${account}`,
  (amount / 100).toFixed(2),
  payee,
  memo,
  `Category ${category}`,
  '',
  cleared ? 'yes' : 'no',
];

export const encodeCsv = ({ sessions }: Workload): Uint8Array => {
  const latest: Fields[] = [];
  for (const { deeds } of sessions)
    for (const deed of deeds) {
      const known = latest[deed.record];
      if (deed.kind === 'birth') latest[deed.record] = deed.fields;
      else if (known !== undefined) latest[deed.record] = { ...known, [deed.field]: deed.value };
    }
  return gzipSync(Papa.unparse(latest.map(rowOf)));
};

export const openCsv = (file: Uint8Array): OpenTable => {
  const { data } = Papa.parse<string[]>(gunzipSync(file).toString());
  const lines: RegisterEntry[][] = Array.from({ length: ACCOUNTS }, () => []);
  for (const [order, [date = '', account = '', amount = '']] of data.entries())
    lines[Number(account.slice(8))]?.push({
      id: String(order),
      date,
      order,
      amount: Math.round(Number(amount) * 100),
    });
  const registers = lines.map((entries) => {
    const index = createRegisterIndex();
    index.load(entries);
    index.window(index.length - 50, index.length);
    return index;
  });
  return { rows: data, registers };
};
