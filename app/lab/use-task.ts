'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FromWorker, ToWorker } from './messages';
import { startWorker } from './session';

export type TaskState = 'idle' | 'running' | 'failed';

export interface Task {
  readonly state: TaskState;
  /** Whatever still runs is ended first. */
  run(message: ToWorker): void;
  cancel(): void;
}

/**
 * Something that a worker of its own reckons out, apart from the run.
 * @param heard says whether that was the last word.
 */
export function useTask(heard: (message: FromWorker) => boolean): Task {
  const [state, setState] = useState<TaskState>('idle');
  const end = useRef<(() => void) | null>(null);
  const latest = useRef(heard);
  latest.current = heard;

  const stop = useCallback((next: TaskState) => {
    end.current?.();
    end.current = null;
    setState(next);
  }, []);

  useEffect(() => () => end.current?.(), []);

  const run = useCallback(
    (message: ToWorker) => {
      stop('running');
      const worker = startWorker(
        (said) => {
          if (latest.current(said)) stop('idle');
        },
        () => stop('failed'),
      );
      end.current = worker.end;
      worker.tell(message);
    },
    [stop],
  );
  return { state, run, cancel: useCallback(() => stop('idle'), [stop]) };
}
