'use client';

import { useState } from 'react';
import { locale } from '@/app/ui/locale';
import { type CsvChoices, type CsvTable, readTable } from '@/lib/ledger/csv';
import { type CsvDoubt, guessMapping } from '@/lib/ledger/csv-guess';
import type { CsvMapping } from '@/lib/ledger/csv-mapping';
import { currencyExponent, numberStyleOf } from '@/lib/ledger/money';
import { dateOrderOf } from '@/lib/ledger/typed-date';
import { rememberedFor } from './remembered';

export interface OpenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly table: CsvTable;
  readonly mapping: CsvMapping;
  readonly doubts: readonly CsvDoubt[];
  /** The columns are those of an earlier import. */
  readonly remembered: boolean;
}

export interface FileHandle {
  readonly file: OpenFile | null;
  readonly error: string | null;
  choose(file: File): Promise<void>;
  /** Reads the same bytes again in another way. */
  reread(choices: CsvChoices): void;
  map(change: Partial<CsvMapping>): void;
  close(): void;
}

/** A bank's file, read as far as the mapping goes. */
export function useFile(currency: string): FileHandle {
  const [file, setFile] = useState<OpenFile | null>(null);
  const [error, setError] = useState<string | null>(null);

  const read = (name: string, bytes: Uint8Array, choices: CsvChoices) => {
    const table = readTable(bytes, choices);
    if (!table.ok) {
      setError(table.error.message);
      return;
    }
    setError(null);
    setFile({ name, bytes, table: table.value, ...mappingOf(table.value, currency) });
  };

  return {
    file,
    error,
    choose: async (chosen) => read(chosen.name, new Uint8Array(await chosen.arrayBuffer()), {}),
    reread: (choices) => {
      if (file)
        read(file.name, file.bytes, {
          encoding: file.table.encoding,
          delimiter: file.table.delimiter,
          ...choices,
        });
    },
    map: (change) => {
      if (file) setFile({ ...file, mapping: { ...file.mapping, ...change }, doubts: [] });
    },
    close: () => setFile(null),
  };
}

function mappingOf(table: CsvTable, currency: string): Pick<OpenFile, 'mapping' | 'doubts' | 'remembered'> {
  const known = rememberedFor(table);
  if (known) return { mapping: known, doubts: [], remembered: true };
  const guess = guessMapping(table, {
    exponent: currencyExponent(currency),
    dateOrder: dateOrderOf(locale()),
    decimal: numberStyleOf(locale()).decimal,
  });
  return { ...guess, remembered: false };
}
