/** Locks or opens one file beside the page, which stays alive meanwhile. Asked by lock-beside.ts, once. */

import type { Result } from '@/lib/ledger/result';
import { type LockProgress, lockFile, type UnlockError, unlockFile } from './locked-file';

export interface LockJob {
  readonly what: 'lock' | 'unlock';
  readonly file: Blob;
  readonly passphrase: string;
}

export type LockNews =
  | { readonly progress: LockProgress }
  | { readonly done: Result<Blob, UnlockError> }
  /** Such as a phone without the memory for it. */
  | { readonly trouble: string };

const say = (news: LockNews): void => postMessage(news);

const run = ({ what, file, passphrase }: LockJob): Promise<Result<Blob, UnlockError>> => {
  const tell = (progress: LockProgress): void => say({ progress });
  if (what === 'unlock') return unlockFile(file, passphrase, tell);
  return lockFile(file, passphrase, tell).then((value) => ({ ok: true, value }));
};

addEventListener('message', ({ data }: MessageEvent<LockJob>) => {
  run(data).then(
    (done) => say({ done }),
    (error: unknown) => say({ trouble: String(error) }),
  );
});
