/**
 * Locks a file with a passphrase and opens it again, in the age format (age-encryption.org/v1): the standard tool opens ours,
 * and we open what it locked. Runs in a worker (lock-worker.ts): deriving the key is made slow on purpose.
 */

import { Decrypter, Encrypter } from 'age-encryption';
import { fail, ok, type Result } from '@/lib/ledger/result';

/**
 * scrypt with N = 2^17: half a second on a laptop, two or three on a phone, and 128 MB for that long. The standard tool's
 * 2^18 takes 256 MB, which the browsers of small phones refuse.
 */
const WORK_FACTOR = 17;

export type LockProgress =
  /** How far cannot be told. */
  { readonly step: 'key' } | { readonly step: 'file'; readonly done: number; readonly of: number };

export type UnlockError =
  | { readonly kind: 'wrong-passphrase' }
  /** It begins like a locked file, and yet it is not whole. */
  | { readonly kind: 'damaged' }
  /** Locked for the holder of a key instead of with a passphrase. */
  | { readonly kind: 'other-lock' };

const HEAD = 'age-encryption.org/';

/** Whether a file is locked at all, by its first bytes. */
export const isLocked = async (file: Blob): Promise<boolean> =>
  (await file.slice(0, HEAD.length).text()) === HEAD;

const counted = (
  file: Blob,
  tell: (progress: LockProgress) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let done = 0;
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      done += chunk.length;
      tell({ step: 'file', done, of: file.size });
      controller.enqueue(chunk);
    },
  });
  return file.stream().pipeThrough(counting);
};

const collected = (stream: ReadableStream<Uint8Array>): Promise<Blob> =>
  new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).blob();

export const lockFile = async (
  file: Blob,
  passphrase: string,
  tell: (progress: LockProgress) => void,
): Promise<Blob> => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  tell({ step: 'key' });
  return collected(await encrypter.encrypt(counted(file, tell)));
};

export const unlockFile = async (
  file: Blob,
  passphrase: string,
  tell: (progress: LockProgress) => void,
): Promise<Result<Blob, UnlockError>> => {
  const decrypter = new Decrypter();
  let error: UnlockError = { kind: 'damaged' };
  decrypter.addPassphrase(passphrase);
  // Asked only where the header is whole and the passphrase does not fit it.
  decrypter.addIdentity({
    unwrapFileKey: (stanzas) => {
      const byPassphrase = stanzas.some(({ args }) => args[0] === 'scrypt');
      error = { kind: byPassphrase ? 'wrong-passphrase' : 'other-lock' };
      return null;
    },
  });
  tell({ step: 'key' });
  try {
    return ok(await collected(await decrypter.decrypt(counted(file, tell))));
  } catch (trouble) {
    console.info(`The file was not opened: ${trouble}`);
    return fail(error);
  }
};
