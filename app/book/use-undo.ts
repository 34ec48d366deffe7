'use client';

import { useCallback, useEffect } from 'react';
import { useNotice } from '@/app/ui/notice';
import { useBook } from './book-context';
import { sayUndo } from './undo-words';

/** Takes back one's own actions one by one, and says what became of it. */
export function useUndo(): { undo(): void; redo(): void } {
  const { ledger } = useBook();
  const say = useNotice();
  const undo = useCallback(() => say({ text: sayUndo('undo', ledger.undo()) }), [ledger, say]);
  const redo = useCallback(() => say({ text: sayUndo('redo', ledger.redo()) }), [ledger, say]);
  return { undo, redo };
}

/** Ctrl+Z and Ctrl+Y (or Cmd), except while a text is being typed, which has an undo of its own. */
export function useUndoKeys(): void {
  const { undo, redo } = useUndo();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !['z', 'y'].includes(key)) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo, redo]);
}

/** An empty field has nothing of its own to take back, so that undo works right after a line was written. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return target.value !== '';
  return target instanceof HTMLInputElement && target.value !== '' && target.value !== target.defaultValue;
}
