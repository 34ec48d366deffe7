'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether an element is at least so many pixels wide; it may be half a page or a whole one. */
export function useWide(box: RefObject<HTMLElement | null>, atLeast: number): boolean {
  const [wide, setWide] = useState(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setWide(element.clientWidth >= atLeast);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, atLeast]);
  return wide;
}
