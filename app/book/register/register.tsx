'use client';

import { useEffect, useRef, useState } from 'react';
import { useWide } from '@/app/ui/use-wide';
import type { Account, RecordId, Transaction } from '@/lib/ledger/records';
import { useBook, useLedger } from '../book-context';
import { ArrivalNews } from './arrival-news';
import type { Typed } from './draft';
import { EntryLine } from './entry-line';
import type { Editing } from './line-slot';
import { RegisterHead } from './register-head';
import { RegisterWindow } from './register-window';
import { useArrivals } from './use-arrivals';
import { useLineActions } from './use-line-actions';
import { useLineKeys } from './use-line-keys';
import { useMoneyWidths } from './use-money-widths';
import { useRegister } from './use-register';
import { type RowHeights, useRegisterScroll } from './use-register-scroll';
import { useVanishedLine } from './use-vanished-line';

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
  const { sync } = useBook();
  const ledger = useLedger();
  const box = useRef<HTMLDivElement>(null);
  const kept = useRef(new Map<RecordId, Typed>());
  const widths = useMoneyWidths(account);
  const roomy = useWide(box, deskWidth);
  const wide = useWide(box, deskWidth + widths.extra);
  const [asked, setEditing] = useState<Editing | null>(null);
  const editing = wide ? asked : null;
  const editingId = editing?.id ?? null;
  const arrived = useArrivals();
  const lines = useRegister(account);
  const { register, layout } = lines;

  const heights = wide ? atDesk : underThumb;
  const { virtualizer, remember, reveal } = useRegisterScroll({
    register,
    layout,
    heights,
    editing: editingId,
    box,
  });
  widths.see(lines, virtualizer.getVirtualItems());
  const actions = useLineActions({
    showHistory,
    edit: (id, field) => {
      if (ledger.isClosed()) showHistory(id);
      else if (wide) setEditing({ id, field });
      else openSheet(id);
    },
  });
  const keys = useLineKeys({ register, box, reveal, actions });
  useEffect(() => {
    sync.setEditing(editingId);
    return () => sync.setEditing(null);
  }, [sync, editingId]);
  const stopEditing = (id: RecordId) => {
    setEditing(null);
    keys.focusLine(id);
  };
  const remove = (line: Transaction) => {
    const at = register.indexOf(line.id);
    setEditing(null);
    actions.remove(line);
    keys.goTo(at);
  };
  useVanishedLine(editing, setEditing);
  const setting = {
    account,
    wide,
    editing,
    kept: kept.current,
    arrived,
    active: keys.active,
    actions,
    stopEditing,
    remove,
  };

  return (
    <div className="register flex min-h-0 flex-1 flex-col" style={wide ? widths.style : undefined}>
      <ArrivalNews arrived={arrived} />
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
          onScroll={remember}
          onKeyDown={keys.handle}
          onFocus={keys.noteFocus}
        >
          {register.length === 0 ? <EmptyNote /> : null}
          <RegisterWindow lines={lines} virtualizer={virtualizer} setting={setting} />
        </div>
      </div>
      {roomy && !ledger.isClosed() ? (
        <EntryLine key={account.id} account={account} onWritten={reveal} />
      ) : null}
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
