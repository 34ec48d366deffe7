'use client';

import { useEffect } from 'react';

/** On every page: has the browser keep the app, where it can (https, and this very machine). Shows nothing. */
export function Offline() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    import('./new-version').then(
      ({ keepOffline }) => keepOffline(navigator.serviceWorker),
      (error: unknown) => console.info(`WeSpend cannot be kept on this device: ${error}`),
    );
  }, []);
  return null;
}
