'use client';

import { ChoiceField } from '@/app/ui/field';
import type { CsvTable } from '@/lib/ledger/csv';
import type { CsvMapping } from '@/lib/ledger/csv-mapping';

/** The headings, or, in a file without them, the first cell of each column. */
export function columnNames(table: CsvTable, { header }: CsvMapping): readonly string[] {
  const width = Math.max(header.length, ...table.rows.slice(0, 50).map(({ cells }) => cells.length));
  const first = table.rows[0]?.cells ?? [];
  return Array.from({ length: width }, (_, at) => {
    const name = header.length > 0 ? header[at] : first[at];
    return name ? `${at + 1}: ${name}` : `Column ${at + 1}`;
  });
}

export interface ColumnChoiceProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly value: number | null;
  onChange(column: number | null): void;
}

/** A column of the file, or none. */
export function ColumnChoice({ label, columns, value, onChange }: ColumnChoiceProps) {
  return (
    <ChoiceField
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
    >
      <option value="">None</option>
      {columns.map((name, at) => (
        <option key={name} value={at}>
          {name}
        </option>
      ))}
    </ChoiceField>
  );
}
