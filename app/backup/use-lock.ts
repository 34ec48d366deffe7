'use client';

import { useEffect, useRef, useState } from 'react';
import type { Watch } from '@/app/composition/copies';
import type { LockProgress } from '@/app/composition/locked-file';

export interface LockWork {
  /** null while nothing is going on. */
  readonly progress: LockProgress | null;
  cancel(): void;
  run<Outcome>(work: (watch: Watch) => Promise<Outcome>): Promise<Outcome>;
}

/** One long step at a time; it is called off when its form goes. */
export function useLock(): LockWork {
  const [progress, setProgress] = useState<LockProgress | null>(null);
  const calling = useRef<AbortController | null>(null);
  useEffect(() => () => calling.current?.abort(), []);
  return {
    progress,
    cancel: () => calling.current?.abort(),
    run: async (work) => {
      const controller = new AbortController();
      calling.current = controller;
      setProgress({ step: 'key' });
      try {
        return await work({ tell: setProgress, signal: controller.signal });
      } finally {
        setProgress(null);
      }
    },
  };
}
