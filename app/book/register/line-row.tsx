'use client';

import { memo } from 'react';
import { Icon } from '@/app/ui/icons';
import { locale } from '@/app/ui/locale';
import { MemberMark, memberColor } from '@/app/ui/member-mark';
import { formatDate } from '@/lib/ledger/dates';
import { formatAmount } from '@/lib/ledger/money';
import type { Member, Transaction } from '@/lib/ledger/records';
import type { DraftField } from './draft';
import type { LineActions } from './use-line-actions';

export interface LineRowProps {
  readonly line: Transaction;
  readonly category: string;
  readonly balance: number;
  readonly currency: string;
  readonly conflicted: boolean;
  readonly future: boolean;
  /** Who brought it just now, if it came from elsewhere. */
  readonly arrivedFrom: Member | null | undefined;
  /** Who is editing it on another device. */
  readonly editor: Member | null;
  /** Since when, in ms since the epoch. */
  readonly editingSince: number | null;
  /** Whether Tab leads to this line. */
  readonly active: boolean;
  readonly actions: LineActions;
}

/** One line at a desk: eight columns. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, category, balance, currency, active, actions } = props;
  const amount = formatAmount(Math.abs(line.amount), currency, locale());
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the register handles the keys of all its lines
    <div
      role="row"
      tabIndex={active ? 0 : -1}
      data-line={line.id}
      style={memberColor(props.arrivedFrom ?? null)}
      className={`register-grid relative h-9 cursor-default border-b border-rule outline-offset-[-2px] hover:bg-wash focus:bg-wash ${props.arrivedFrom === undefined ? '' : 'arrived'}`}
      onClick={(event) => actions.edit(line.id, fieldAt(event.target))}
    >
      <div role="gridcell" data-field="date" className="figures self-center !text-left">
        {formatDate(line.date, locale(), 'numeric')}
      </div>
      <div role="gridcell" data-field="payee" className="flex items-center gap-2 font-medium">
        <EditorMark member={props.editor} since={props.editingSince} />
        <span className={`truncate ${line.payee ? '' : 'font-normal text-soft'}`}>
          {line.payee || 'No payee'}
        </span>
      </div>
      <div role="gridcell" data-field="category" className="flex flex-col justify-center leading-4">
        <span className="truncate text-[0.8125rem]">{category}</span>
        {line.memo ? <span className="truncate text-xs text-soft">{line.memo}</span> : null}
      </div>
      <div role="gridcell" data-field="number" className="number-column figures self-center text-soft">
        {line.number}
      </div>
      <div role="gridcell" className="flex items-center justify-center !px-0">
        <LineState {...props} />
      </div>
      <div
        role="gridcell"
        data-field="payment"
        className="money-column figures flex items-center justify-end"
      >
        {line.amount < 0 ? amount : ''}
      </div>
      <div
        role="gridcell"
        data-field="deposit"
        className="money-column figures flex items-center justify-end text-accent"
      >
        {line.amount >= 0 ? amount : ''}
      </div>
      <div
        role="gridcell"
        className={`money-column figures flex items-center justify-end ${props.future ? 'text-soft' : ''}`}
      >
        {formatAmount(balance, currency, locale())}
      </div>
    </div>
  );
});

/** One line under a thumb: two rows of text, the amount over the balance. */
export const CompactLineRow = memo(function CompactLineRow(props: LineRowProps) {
  const { line, category, balance, currency, active, actions } = props;
  const detail = [category, line.memo].filter(Boolean).join(' · ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the register handles the keys of all its lines
    <div
      role="row"
      tabIndex={active ? 0 : -1}
      data-line={line.id}
      style={memberColor(props.arrivedFrom ?? null)}
      className={`relative flex h-[52px] cursor-default items-center gap-3 border-b border-rule px-4 outline-offset-[-2px] focus:bg-wash ${props.arrivedFrom === undefined ? '' : 'arrived'}`}
      onClick={() => actions.edit(line.id, 'payment')}
    >
      <div role="gridcell" className="figures w-8 shrink-0 leading-5 text-soft">
        <span aria-hidden="true" className="block text-center">
          {Number(line.date.slice(8))}
          <span className="block text-[0.6875rem] leading-4">{shortMonth(line.date)}</span>
        </span>
        <span className="sr-only">{formatDate(line.date, locale(), 'long')}</span>
      </div>
      <div role="gridcell" className="min-w-0 flex-1 leading-5">
        <div className="truncate font-medium">{line.payee || 'No payee'}</div>
        <div className="truncate text-[0.8125rem] text-soft">{detail}</div>
      </div>
      <div role="gridcell" className="flex shrink-0 items-center gap-2">
        <EditorMark member={props.editor} since={props.editingSince} />
        <LineState {...props} />
      </div>
      <div role="gridcell" className="figures min-w-20 shrink-0 leading-5">
        <div className={line.amount >= 0 ? 'text-accent' : ''}>
          {line.amount > 0 ? '+' : ''}
          {formatAmount(line.amount, currency, locale())}
        </div>
        <div className="text-[0.8125rem] text-soft">{formatAmount(balance, currency, locale())}</div>
      </div>
    </div>
  );
});

/** `Nov`, as the locale writes it without the day. */
const shortMonth = (date: string): string => formatDate(date, locale(), 'short').replace(/[\d.,\s]+/gu, '');

function LineState({ line, conflicted, active, actions }: LineRowProps) {
  const tabIndex = active ? 0 : -1;
  if (conflicted) {
    return (
      <button
        type="button"
        tabIndex={tabIndex}
        title="Two versions: see both"
        aria-label="Two versions: see both"
        className="grid size-7 place-items-center rounded-sm text-wrong hover:bg-wrong-wash"
        onClick={(event) => {
          event.stopPropagation();
          actions.showHistory(line.id);
        }}
      >
        <Icon name="two" />
      </button>
    );
  }
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-pressed={line.cleared}
      aria-label="Cleared"
      title={line.cleared ? 'Cleared: the bank has it too' : 'Not cleared yet'}
      className="grid size-7 place-items-center rounded-sm text-accent hover:bg-rule"
      onClick={(event) => {
        event.stopPropagation();
        actions.toggleCleared(line);
      }}
    >
      {line.cleared ? (
        <Icon name="tick" size={14} />
      ) : (
        <span className="size-1 rounded-full bg-rule-strong" />
      )}
    </button>
  );
}

const timeOfDay = { hour: 'numeric', minute: '2-digit' } as const;

/** Who has this line open elsewhere, with their colour at its edge. */
function EditorMark({ member, since }: { readonly member: Member | null; readonly since: number | null }) {
  if (!member) return null;
  const at = since === null ? '' : `, since ${new Date(since).toLocaleTimeString(locale(), timeOfDay)}`;
  return (
    <>
      <span
        aria-hidden="true"
        style={memberColor(member)}
        className="absolute inset-y-0 left-0 w-1 bg-(--by)"
      />
      <MemberMark member={member} title={`${member.name} is editing this line${at}`} />
    </>
  );
}

function fieldAt(target: EventTarget): DraftField {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null;
  return (cell?.dataset.field ?? 'payee') as DraftField;
}
