'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/**
 * What stands behind '#' in the address; null while the page is still the prerendered one, and while the router, which draws
 * a page before it writes its address, has written none.
 */
export function useHash(): string | null {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  const hash = useSyncExternalStore<string | null>(
    subscribe,
    () => window.location.hash,
    () => null,
  );
  return hash === '' && !isDrawn ? null : hash;
}
