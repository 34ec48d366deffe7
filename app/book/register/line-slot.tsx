'use client';

import { useLive } from '@/app/ui/use-live';
import type { RegisterLine } from '@/lib/ledger/ledger';
import type { Account, Member, RecordId, Transaction } from '@/lib/ledger/records';
import { useBook, useLedger } from '../book-context';
import type { DraftField, Typed } from './draft';
import { LineEditor } from './line-editor';
import { CompactLineRow, LineRow } from './line-row';
import type { LineActions } from './use-line-actions';

/** The line whose fields are open, and the field that was asked for. */
export interface Editing {
  readonly id: RecordId;
  readonly field: DraftField;
}

/** What all lines of a register share. */
export interface LineSetting {
  readonly account: Account;
  readonly wide: boolean;
  readonly editing: Editing | null;
  /** Typed texts by line, for as long as the register is open. */
  readonly kept: Map<RecordId, Typed>;
  readonly arrived: ReadonlyMap<RecordId, Member | null>;
  readonly active: RecordId | null;
  readonly actions: LineActions;
  /** Closes the fields; the focus goes back to the line. */
  stopEditing(id: RecordId): void;
  /** Deletes the line; the focus goes on to the next one. */
  remove(line: Transaction): void;
}

export interface LineSlotProps {
  readonly entry: RegisterLine;
  readonly future: boolean;
  readonly setting: LineSetting;
}

/** One line of the register: to be read, or with its fields open. */
export function LineSlot({ entry, future, setting }: LineSlotProps) {
  const ledger = useLedger();
  const { peers } = useLive(useBook().sync);
  const { transaction: line, balance, conflicted } = entry;
  const { account, editing, actions } = setting;
  if (editing?.id === line.id) {
    return (
      <LineEditor
        account={account}
        line={line}
        balance={balance}
        field={editing.field}
        kept={setting.kept}
        onDone={() => setting.stopEditing(line.id)}
        onDelete={() => setting.remove(line)}
        onHistory={() => actions.showHistory(line.id)}
      />
    );
  }
  const editor = peers.find((peer) => peer.editing === line.id);
  const Row = setting.wide ? LineRow : CompactLineRow;
  return (
    <Row
      line={line}
      balance={balance}
      conflicted={conflicted}
      category={line.category === null ? '' : (ledger.category(line.category)?.name ?? '')}
      currency={account.currency}
      future={future}
      arrivedFrom={setting.arrived.get(line.id)}
      editor={editor?.member ?? null}
      editingSince={editor?.editingSince ?? null}
      active={setting.active === line.id}
      actions={actions}
    />
  );
}
