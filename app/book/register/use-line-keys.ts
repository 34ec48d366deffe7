'use client';

import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import type { Register } from '@/lib/ledger/ledger';
import type { RecordId, Transaction } from '@/lib/ledger/records';
import type { LineActions } from './use-line-actions';

export interface LineKeys {
  /** The line that Tab leads to; null until one was focused. */
  readonly active: RecordId | null;
  handle(event: KeyboardEvent): void;
  noteFocus(event: FocusEvent): void;
  focusLine(id: RecordId): void;
  /** To the line with this index, or the nearest one there is. */
  goTo(line: number): void;
}

export interface LineKeysOptions {
  readonly register: Register;
  readonly box: RefObject<HTMLElement | null>;
  readonly actions: LineActions;
  reveal(id: RecordId): void;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** The keys of a line that has the focus: arrows or j and k, Enter, Delete or d, l for the tick, h for its history. */
export function useLineKeys({ register, box, actions, reveal }: LineKeysOptions): LineKeys {
  const [active, setActive] = useState<RecordId | null>(null);

  const focusLine = (id: RecordId) => {
    setActive(id);
    reveal(id);
    // The line may only be rendered once the register has scrolled to it.
    window.requestAnimationFrame(() =>
      window.requestAnimationFrame(() => lineElement(box.current, id)?.focus({ preventScroll: true })),
    );
  };

  const goTo = (at: number) => {
    const within = Math.max(0, Math.min(at, register.length - 1));
    const id = register.window(within, within + 1)[0]?.transaction.id;
    if (id) focusLine(id);
  };

  const removeAndGoOn = (line: Transaction) => {
    const at = register.indexOf(line.id);
    actions.remove(line);
    goTo(at);
  };

  const act = (key: string, line: Transaction): boolean => {
    if (key === 'Enter') actions.edit(line.id, 'payee');
    else if (key === 'Delete' || key === 'd') removeAndGoOn(line);
    else if (key === 'l') actions.toggleCleared(line);
    else if (key === 'h') actions.showHistory(line.id);
    else return false;
    return true;
  };

  const move = (key: string, from: number): boolean => {
    const step = steps[key];
    if (step !== undefined) goTo(from < 0 ? register.length - 1 : from + step);
    else if (key === 'Home') goTo(0);
    else if (key === 'End') goTo(register.length - 1);
    else return false;
    return true;
  };

  return {
    active,
    focusLine,
    goTo,
    noteFocus(event) {
      const id = event.target instanceof HTMLElement ? event.target.dataset.line : undefined;
      if (id) setActive(id);
    },
    handle(event) {
      const target = event.target as HTMLElement;
      const onLine = target.dataset.line !== undefined || target === box.current;
      if (!onLine || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = active === null ? -1 : register.indexOf(active);
      const line = register.window(at, at + 1)[0]?.transaction;
      const acted = line && target.dataset.line === line.id && act(event.key, line);
      if (acted || move(event.key, at)) event.preventDefault();
    },
  };
}

function lineElement(box: HTMLElement | null, id: RecordId): HTMLElement | null {
  const lines = box?.querySelectorAll<HTMLElement>('[data-line]') ?? [];
  return [...lines].find((line) => line.dataset.line === id) ?? null;
}
