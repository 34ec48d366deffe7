'use client';

import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** What stands behind '#' in the address; null while the page is still the prerendered one. */
export function useHash(): string | null {
  return useSyncExternalStore<string | null>(
    subscribe,
    () => window.location.hash,
    () => null,
  );
}
