/** Locks or opens a file in a worker that ends with it, or as soon as the person calls it off. */

import { fail, type Result } from '@/lib/ledger/result';
import type { LockJob, LockNews } from './lock-worker';
import type { LockProgress, UnlockError } from './locked-file';

export type LockError = UnlockError | { readonly kind: 'called-off' } | LockTrouble;
interface LockTrouble {
  readonly kind: 'no-room';
  readonly detail: string;
}

export const lockBeside = (
  job: LockJob,
  tell: (progress: LockProgress) => void,
  signal: AbortSignal,
): Promise<Result<Blob, LockError>> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./lock-worker.ts', import.meta.url), { type: 'module' });
    const end = (result: Result<Blob, LockError>): void => {
      worker.terminate();
      resolve(result);
    };
    const trouble = (detail: string): void => end(fail({ kind: 'no-room', detail }));
    signal.addEventListener('abort', () => end(fail({ kind: 'called-off' })), { once: true });
    worker.addEventListener('error', (event) => trouble(event.message));
    worker.addEventListener('message', ({ data }: MessageEvent<LockNews>) => {
      if ('progress' in data) tell(data.progress);
      else if ('done' in data) end(data.done);
      else trouble(data.trouble);
    });
    worker.postMessage(job);
  });
