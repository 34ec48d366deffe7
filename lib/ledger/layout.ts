/**
 * The order in which a birth lists the fields of its kind, and the short codes of the kinds on the wire.
 * It does not know values; a layout never changes, new fields of a kind travel by name behind it.
 */

import type { RecordKind } from './records';

export interface Layout {
  readonly code: string;
  readonly fields: readonly string[];
}

export const layouts: { readonly [Kind in RecordKind]: Layout } = {
  transaction: {
    code: 't',
    fields: ['date', 'account', 'amount', 'payee', 'memo', 'category', 'number', 'cleared'],
  },
  account: { code: 'a', fields: ['name', 'kind', 'currency', 'opening'] },
  member: { code: 'm', fields: ['name', 'color'] },
  device: { code: 'd', fields: ['name', 'member'] },
  category: { code: 'c', fields: ['name', 'flow'] },
  settings: { code: 's', fields: ['name', 'strategy'] },
  settled: { code: 'b', fields: ['accounts', 'before', 'until', 'lines'] },
  payee: { code: 'p', fields: ['payee', 'amount', 'memo', 'category'] },
  successor: {
    code: 'n',
    fields: ['how', 'from', 'ledger', 'by', 'date', 'without', 'devices', 'sealed'],
  },
};

const byCode = new Map(
  (Object.keys(layouts) as RecordKind[]).map((kind) => [layouts[kind].code, { kind, ...layouts[kind] }]),
);

const unknownLayout: readonly string[] = [];

/** null for a kind of a later version. */
export const kindOfCode = (code: string): RecordKind | null => byCode.get(code)?.kind ?? null;

export const fieldsOfCode = (code: string): readonly string[] => byCode.get(code)?.fields ?? unknownLayout;
