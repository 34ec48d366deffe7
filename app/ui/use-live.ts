'use client';

import { useSyncExternalStore } from 'react';
import type { Live } from '@/app/composition/contract';

/** The value now, and again whenever there is news of it. */
export function useLive<Value>(live: Live<Value>): Value {
  return useSyncExternalStore(
    (listener) => live.subscribe(listener),
    () => live.get(),
    () => live.get(),
  );
}
