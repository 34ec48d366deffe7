/** The mappings that worked before, by the headings of the file: the same bank is known again. Kept on this device alone. */

import type { CsvTable } from '@/lib/ledger/csv';
import { type CsvMapping, mappingFits } from '@/lib/ledger/csv-mapping';

const key = 'wespend.csv-mappings';
const most = 20;

export function rememberedFor(table: CsvTable): CsvMapping | null {
  return readAll().find((mapping) => mappingFits(table, mapping)) ?? null;
}

export function remember(mapping: CsvMapping): void {
  if (mapping.header.length === 0) return;
  const heading = JSON.stringify(mapping.header);
  const others = readAll().filter(({ header }) => JSON.stringify(header) !== heading);
  try {
    localStorage.setItem(key, JSON.stringify([mapping, ...others].slice(0, most)));
  } catch (refused) {
    console.warn('The columns of this bank could not be remembered.', refused);
  }
}

/** With the last book of this device its banks go, too. */
export function forgetMappings(): void {
  try {
    localStorage.removeItem(key);
  } catch (refused) {
    console.warn('The columns of the banks could not be forgotten.', refused);
  }
}

function readAll(): readonly CsvMapping[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isMapping) : [];
  } catch {
    return [];
  }
}

/** Written by this program and by nobody else: it is enough to know that it is not of another version. */
function isMapping(stored: unknown): stored is CsvMapping {
  if (typeof stored !== 'object' || stored === null) return false;
  return ['encoding', 'delimiter', 'header', 'date', 'dateOrder', 'amount', 'decimal'].every(
    (name) => name in stored,
  );
}
