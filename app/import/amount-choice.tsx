'use client';

import { ChoiceField } from '@/app/ui/field';
import type { AmountColumns } from '@/lib/ledger/csv-mapping';
import { ColumnChoice } from './column-choice';

export interface AmountChoiceProps {
  readonly columns: readonly string[];
  readonly amount: AmountColumns;
  onChange(amount: AmountColumns): void;
}

type Shape = 'none' | 'signed' | 'flipped' | 'two' | 'flagged';

const shapeOf = (amount: AmountColumns): Shape =>
  amount.kind === 'signed' && amount.flip ? 'flipped' : amount.kind;

/** Where the amount stands, and how the file says which way the money went. */
export function AmountChoice({ columns, amount, onChange }: AmountChoiceProps) {
  return (
    <>
      <ChoiceField
        label="Amounts are"
        value={shapeOf(amount)}
        onChange={(event) => onChange(inShape(event.target.value as Shape, amount))}
      >
        <option value="none">Not chosen</option>
        <option value="signed">One column, payments with a minus</option>
        <option value="flipped">One column, payments without a minus</option>
        <option value="two">Two columns, payments and deposits</option>
        <option value="flagged">One column, and one that says which way</option>
      </ChoiceField>
      {amount.kind === 'signed' || amount.kind === 'flagged' ? (
        <ColumnChoice
          label="Amount"
          columns={columns}
          value={amount.column}
          onChange={(column) => onChange({ ...amount, column: column ?? amount.column })}
        />
      ) : null}
      {amount.kind === 'flagged' ? (
        <ColumnChoice
          label="Which way"
          columns={columns}
          value={amount.flag}
          onChange={(flag) => onChange({ ...amount, flag: flag ?? amount.flag })}
        />
      ) : null}
      {amount.kind === 'two' ? (
        <>
          <ColumnChoice
            label="Payments"
            columns={columns}
            value={amount.debit}
            onChange={(debit) => onChange({ ...amount, debit: debit ?? amount.debit })}
          />
          <ColumnChoice
            label="Deposits"
            columns={columns}
            value={amount.credit}
            onChange={(credit) => onChange({ ...amount, credit: credit ?? amount.credit })}
          />
        </>
      ) : null}
    </>
  );
}

/** The same columns as far as they go, in another shape. */
function inShape(shape: Shape, before: AmountColumns): AmountColumns {
  const column = before.kind === 'two' ? before.debit : before.kind === 'none' ? 0 : before.column;
  switch (shape) {
    case 'none':
      return { kind: 'none' };
    case 'signed':
      return { kind: 'signed', column, flip: false };
    case 'flipped':
      return { kind: 'signed', column, flip: true };
    case 'two':
      return { kind: 'two', debit: column, credit: column + 1, negative: false };
    case 'flagged':
      return { kind: 'flagged', column, flag: column + 1 };
  }
}
