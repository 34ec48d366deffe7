/** The key that seals signals, computed in a worker of its own, or in the page where there can be none. */

import type { DeriveKey } from '@/lib/sync/sealing-key';

const deriveInWorker: DeriveKey = (password, salt) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./key-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
      worker.terminate();
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      worker.terminate();
      reject(new Error(`the worker failed: ${event.message}`));
    });
    worker.postMessage({ password, salt });
  });

export const deriveKey: DeriveKey = async (password, salt) => {
  try {
    return await deriveInWorker(password, salt);
  } catch (error) {
    console.warn('The key is computed in the page:', error);
    const { deriveSealingKey } = await import('@/lib/sync/sealing-key');
    return deriveSealingKey(password, salt);
  }
};
