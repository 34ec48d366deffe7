'use client';

import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import type { Register } from '@/lib/ledger/ledger';
import type { RecordId } from '@/lib/ledger/records';
import type { RowLayout } from './row-layout';

/** Heights in pixels. */
export interface RowHeights {
  readonly line: number;
  readonly month: number;
  readonly future: number;
  readonly editor: number;
}

export interface RegisterScroll {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Call on every scroll: remembers which line the reader has before their eyes; one being edited comes first. */
  remember(): void;
  /** Brings a line into view, if it is in this register. */
  reveal(id: RecordId): void;
}

export interface RegisterScrollOptions {
  readonly register: Register;
  readonly layout: RowLayout;
  readonly heights: RowHeights;
  /** The line with an editor open: higher than the others, and kept while scrolled away. */
  readonly editing: RecordId | null;
  readonly box: RefObject<HTMLDivElement | null>;
}

/** Renders only what is in view, and holds the view still when lines arrive above it. */
export function useRegisterScroll({
  register,
  layout,
  heights,
  editing,
  box,
}: RegisterScrollOptions): RegisterScroll {
  const line = editing === null ? -1 : register.indexOf(editing);
  const open = line < 0 ? -1 : layout.indexOfLine(line);
  const wanted = useRef<RecordId | null>(null);
  const drawn = useRef(heights);
  const atEnd = useRef(true);
  const opened = useRef<RecordId | null>(null);
  const anchor = useRef<{ readonly id: RecordId; readonly offset: number } | null>(null);

  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: layout.count,
    getScrollElement: () => box.current,
    estimateSize: (index) => (index === open ? heights.editor : heights[layout.slotAt(index).kind]),
    overscan: 8,
    rangeExtractor: useCallback((range: Range) => withIndex(defaultRangeExtractor(range), open), [open]),
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes follow from these
  useLayoutEffect(() => {
    virtualizer.measure();
    // Asking for the total works the positions out anew; below they are read.
    virtualizer.getTotalSize();
    const element = box.current;
    if (!element) return;
    const held = anchor.current;
    const at = held ? register.indexOf(held.id) : -1;
    const asked = wanted.current === null ? -1 : register.indexOf(wanted.current);
    const resized = heights !== drawn.current;
    if (asked >= 0) virtualizer.scrollToIndex(layout.indexOfLine(asked), { align: 'auto' });
    else if (!held || (resized && atEnd.current))
      virtualizer.scrollToIndex(layout.count - 1, { align: 'end' });
    else if (at >= 0) element.scrollTop = topOf(layout.indexOfLine(at)) - held.offset;
    wanted.current = null;
    drawn.current = heights;
    if (open >= 0 && editing !== opened.current) virtualizer.scrollToIndex(open, { align: 'auto' });
    opened.current = editing;
    remember();
  }, [layout, heights, open]);

  function remember(): void {
    const element = box.current;
    if (!element) return;
    const { scrollTop: top, clientHeight, scrollHeight } = element;
    atEnd.current = top + clientHeight >= scrollHeight - 2;
    const below = open < 0 ? -1 : topOf(open) - top;
    const inView = below >= 0 && below < clientHeight;
    // By position and not by what is rendered: a long jump is heard of before its rows are there.
    let index = inView ? open : (virtualizer.getVirtualItemForOffset(top)?.index ?? 0);
    while (index < layout.count && layout.slotAt(index).kind !== 'line') index++;
    const slot = index < layout.count ? layout.slotAt(index) : null;
    if (slot?.kind !== 'line') return;
    const id = register.window(slot.line, slot.line + 1)[0]?.transaction.id;
    if (id) anchor.current = { id, offset: topOf(index) - top };
  }

  function topOf(index: number): number {
    return virtualizer.measurementsCache[index]?.start ?? 0;
  }

  return {
    virtualizer,
    remember,
    reveal(id) {
      // A line that was just written has its row only after the next rendering.
      wanted.current = id;
      window.requestAnimationFrame(() => {
        wanted.current = null;
      });
      const at = register.indexOf(id);
      if (at >= 0 && at < layout.count) virtualizer.scrollToIndex(layout.indexOfLine(at), { align: 'auto' });
    },
  };
}

function withIndex(indexes: number[], extra: number): number[] {
  if (extra < 0 || indexes.includes(extra)) return indexes;
  return [...indexes, extra].sort((a, b) => a - b);
}
