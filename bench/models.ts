/** The three ways to keep the book, behind one face. It does not know how they are measured. */

import { encodeCsv, openCsv } from './csv-model';
import { balancesOf, encodeJournals, openJournals } from './journal-model';
import { encodeMaps, openMaps } from './map-model';
import type { Workload } from './workload';

export interface Model {
  /** What lies on the disk. */
  encode(workload: Workload): readonly Uint8Array[];
  /** From what lies on the disk to balances. What it gives holds the whole book. */
  open(parts: readonly Uint8Array[]): Opened;
}

export interface Opened {
  /** In minor units, by account. */
  balances(): readonly number[];
}

let writers = 9_000_000_000;
export const drawWriter = (): number => ++writers;

const only = (parts: readonly Uint8Array[]): Uint8Array => parts[0] ?? new Uint8Array();

export const models = {
  journals: {
    encode: encodeJournals,
    open: (parts) => {
      const book = openJournals(parts, drawWriter);
      return { balances: () => balancesOf(book) };
    },
  },
  maps: {
    encode: (workload) => [encodeMaps(workload)],
    open: (parts) => {
      const maps = openMaps(only(parts));
      return { balances: () => (maps.records.size === 0 ? [] : maps.registers.map(({ total }) => total)) };
    },
  },
  csv: {
    encode: (workload) => [encodeCsv(workload)],
    open: (parts) => {
      const table = openCsv(only(parts));
      return { balances: () => (table.rows.length === 0 ? [] : table.registers.map(({ total }) => total)) };
    },
  },
} as const satisfies Readonly<Record<string, Model>>;

export type ModelName = keyof typeof models;
export const modelNames = Object.keys(models) as ModelName[];
