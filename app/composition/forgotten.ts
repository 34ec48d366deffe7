/** Tells the other tabs of this browser that a book was forgotten, so that none goes on with it. */

import { openChannel } from './browser';
import type { LedgerId } from './contract';

const CHANNEL = 'wespend/forgotten';

export const tellForgotten = (id: LedgerId): void => {
  const channel = openChannel?.(CHANNEL);
  channel?.postMessage(id);
  channel?.close();
};

/** Gives back how to call it off. A tab does not hear itself. */
export const onForgotten = (id: LedgerId, run: () => void): (() => void) => {
  const channel = openChannel?.(CHANNEL);
  if (channel === undefined) return () => undefined;
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === id) run();
  });
  return () => channel.close();
};
