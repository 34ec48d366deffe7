/** Tells the other pages of this address that its books have moved, so that none goes on writing here. */

import { openChannel } from './browser';

const CHANNEL = 'wespend/moved';

export const tellMoved = (): void => {
  const channel = openChannel?.(CHANNEL);
  channel?.postMessage(null);
  channel?.close();
};

/** Calls `heard` when books have moved, or may have while this page lay in the browser's cache. */
export const onMoved = (heard: () => void): (() => void) => {
  const channel = openChannel?.(CHANNEL);
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) heard();
  };
  channel?.addEventListener('message', heard);
  addEventListener('pageshow', shown);
  return () => {
    channel?.close();
    removeEventListener('pageshow', shown);
  };
};
