'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { useLive } from '@/app/ui/use-live';
import { useWide } from '@/app/ui/use-wide';
import type { Account, RecordId } from '@/lib/ledger/records';
import { useBook, useLedger } from '../book-context';
import { FutureRow, MonthRow } from './divider-row';
import { type DraftField, type Typed, todayHere } from './draft';
import { EntryLine } from './entry-line';
import { LineEditor } from './line-editor';
import { CompactLineRow, LineRow } from './line-row';
import { RegisterHead } from './register-head';
import { layOutRows } from './row-layout';
import { useArrivals } from './use-arrivals';
import { useLineActions } from './use-line-actions';
import { useLineKeys } from './use-line-keys';
import { type RowHeights, useRegisterScroll } from './use-register-scroll';

const atDesk: RowHeights = { line: 36, month: 44, future: 28, editor: 104 };
const underThumb: RowHeights = { line: 52, month: 44, future: 28, editor: 52 };
const deskWidth = 640;

export interface RegisterProps {
  readonly account: Account;
  showHistory(id: RecordId): void;
  /** Opens a line where there is no room to write in place. */
  openSheet(id: RecordId): void;
}

/** One account's lines, and, where there is room, the line to write the next one on. */
export function Register({ account, showHistory, openSheet }: RegisterProps) {
  const ledger = useLedger();
  const { sync } = useBook();
  const { peers } = useLive(sync);
  const box = useRef<HTMLDivElement>(null);
  const wide = useWide(box, deskWidth);
  const [editing, setEditing] = useState<{ readonly id: RecordId; readonly field: DraftField } | null>(null);
  const kept = useRef(new Map<RecordId, Typed>());
  const arrived = useArrivals();

  const version = ledger.version();
  const today = todayHere();
  const register = ledger.register(account.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a register is always as of now; the version says when it moved
  const layout = useMemo(() => layOutRows(register, today), [version, account.id, today]);
  const future = register.firstAfter(today);
  const heights = wide ? atDesk : underThumb;
  const inPlace = wide ? editing : null;
  const scroll = useRegisterScroll({ register, layout, heights, editing: inPlace?.id ?? null, box });
  const actions = useLineActions({
    showHistory,
    edit(id, field) {
      if (wide) setEditing({ id, field });
      else openSheet(id);
    },
  });
  useEffect(() => {
    sync.setEditing(inPlace?.id ?? null);
    return () => sync.setEditing(null);
  }, [sync, inPlace?.id]);
  const keys = useLineKeys({ register, box, reveal: scroll.reveal, actions });
  const Row = wide ? LineRow : CompactLineRow;

  const renderLine = (at: number) => {
    const entry = register.window(at, at + 1)[0];
    if (!entry) return null;
    const line = entry.transaction;
    if (inPlace?.id === line.id) {
      return (
        <LineEditor
          account={account}
          line={line}
          balance={entry.balance}
          field={inPlace.field}
          kept={kept.current}
          onDone={() => {
            setEditing(null);
            keys.focusLine(line.id);
          }}
          onDelete={() => {
            setEditing(null);
            actions.remove(line);
          }}
          onHistory={() => showHistory(line.id)}
        />
      );
    }
    return (
      <Row
        line={line}
        balance={entry.balance}
        conflicted={entry.conflicted}
        category={line.category === null ? '' : (ledger.category(line.category)?.name ?? '')}
        currency={account.currency}
        future={at >= future}
        arrivedFrom={arrived.get(line.id)}
        editor={peers.find((peer) => peer.editing === line.id)?.member ?? null}
        active={keys.active === line.id}
        actions={actions}
      />
    );
  };

  return (
    <div className="register flex min-h-0 flex-1 flex-col">
      <div
        role="grid"
        aria-label={`Lines of ${account.name}`}
        aria-rowcount={layout.count + 1}
        className="flex min-h-0 flex-1 flex-col"
      >
        {wide ? <RegisterHead /> : null}
        <div
          ref={box}
          role="rowgroup"
          tabIndex={keys.active === null ? 0 : -1}
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-offset-[-2px]"
          onScroll={scroll.remember}
          onKeyDown={keys.handle}
          onFocus={keys.noteFocus}
        >
          {register.length === 0 ? <EmptyNote /> : null}
          <div role="presentation" className="relative" style={{ height: scroll.virtualizer.getTotalSize() }}>
            {scroll.virtualizer.getVirtualItems().map((item) => {
              const slot = layout.slotAt(item.index);
              const id =
                slot.kind === 'line' ? register.window(slot.line, slot.line + 1)[0]?.transaction.id : null;
              return (
                <div
                  key={id ?? `${slot.kind}-${slot.kind === 'month' ? slot.month : ''}`}
                  role="presentation"
                  className="absolute inset-x-0 top-0"
                  style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                >
                  {slot.kind === 'line' ? renderLine(slot.line) : null}
                  {slot.kind === 'month' ? <MonthRow month={slot.month} /> : null}
                  {slot.kind === 'future' ? <FutureRow /> : null}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {wide ? <EntryLine key={account.id} account={account} onWritten={scroll.reveal} /> : null}
    </div>
  );
}

function EmptyNote() {
  return (
    <div role="row" className="px-4 py-10 text-soft">
      <span role="gridcell">Nothing is written in this account yet.</span>
    </div>
  );
}
