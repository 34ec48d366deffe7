'use client';

import { useSyncExternalStore } from 'react';

const query = '(width >= 56rem)';

const subscribe = (listener: () => void): (() => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
};

/** Whether there is room for columns side by side; the same width as the `desk` variant of the style sheet. */
export function useDesk(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => true,
  );
}
