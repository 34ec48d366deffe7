'use client';

import { useState } from 'react';
import { ChoiceField } from '@/app/ui/field';
import { delimiters, type Encoding, encodings } from '@/lib/ledger/csv';
import type { CsvDoubt } from '@/lib/ledger/csv-guess';
import type { CsvMapping } from '@/lib/ledger/csv-mapping';
import type { DateOrder } from '@/lib/ledger/typed-date';
import { AmountChoice } from './amount-choice';
import { ColumnChoice, columnNames } from './column-choice';
import type { FileHandle, OpenFile } from './use-file';

const doubtWords: Readonly<Record<CsvDoubt, string>> = {
  date: 'No column of dates was found: choose it.',
  amount: 'It is not clear which column holds the amount: choose it.',
  'date-order': 'The dates can be read in more than one order: check them.',
  'decimal-mark': 'The amounts can be read with a point or a comma before the cents: check them.',
  sign: 'Nothing in the file says which amounts are payments: check the signs.',
};

const delimiterNames = { ';': 'Semicolon ;', ',': 'Comma ,', '\t': 'Tab', '|': 'Bar |' } as const;

export interface MappingFormProps {
  readonly file: OpenFile;
  readonly handle: FileHandle;
}

/** How the file was understood, all of it shown and all of it changeable; open at once where something is in doubt. */
export function MappingForm({ file, handle }: MappingFormProps) {
  const { mapping, doubts, table } = file;
  const [open, setOpen] = useState(doubts.length > 0);
  const columns = columnNames(table, mapping);
  const column = (label: string, field: 'date' | 'payee' | 'memo' | 'number' | 'reference' | 'balance') => (
    <ColumnChoice
      label={label}
      columns={columns}
      value={mapping[field]}
      onChange={(value) => handle.map({ [field]: value } as Partial<CsvMapping>)}
    />
  );
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="border-y border-rule py-3"
    >
      <summary className="font-medium">
        How the file is read{' '}
        <span className="font-normal text-soft">{file.remembered ? '(as last time)' : ''}</span>
      </summary>
      {doubts.map((doubt) => (
        <p key={doubt} className="mt-2 text-wrong">
          {doubtWords[doubt]}
        </p>
      ))}
      <div className="mt-4 grid grid-cols-2 gap-x-5 gap-y-4 desk:grid-cols-3">
        {column('Date', 'date')}
        <ChoiceField
          label="Order of the date"
          value={mapping.dateOrder}
          onChange={(event) => handle.map({ dateOrder: event.target.value as DateOrder })}
        >
          <option value="dmy">Day, month, year</option>
          <option value="mdy">Month, day, year</option>
          <option value="ymd">Year, month, day</option>
        </ChoiceField>
        <ChoiceField
          label="Before the cents"
          value={mapping.decimal}
          onChange={(event) => handle.map({ decimal: event.target.value === ',' ? ',' : '.' })}
        >
          <option value=".">Point: 1,234.50</option>
          <option value=",">Comma: 1.234,50</option>
        </ChoiceField>
        <AmountChoice
          columns={columns}
          amount={mapping.amount}
          onChange={(amount) => handle.map({ amount })}
        />
        {column('Payee', 'payee')}
        {column('Memo', 'memo')}
        {column('Check number', 'number')}
        {column('Bank’s reference', 'reference')}
        {column('Balance', 'balance')}
        <ChoiceField
          label="Between the columns"
          value={table.delimiter}
          onChange={(event) => {
            const delimiter = delimiters.find((one) => one === event.target.value);
            if (delimiter) handle.reread({ delimiter });
          }}
        >
          {delimiters.map((one) => (
            <option key={one} value={one}>
              {delimiterNames[one]}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField
          label="Letters"
          value={table.encoding}
          onChange={(event) => handle.reread({ encoding: event.target.value as Encoding })}
        >
          {encodings.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </ChoiceField>
      </div>
    </details>
  );
}
