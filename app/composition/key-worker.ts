/** Computes the key that seals signals beside the page, which stays quick meanwhile. Asked by sealing-key.ts, once. */

import { deriveSealingKey } from '@/lib/sync/sealing-key';

interface Asked {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
}

addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
  postMessage(await deriveSealingKey(data.password, data.salt));
});
