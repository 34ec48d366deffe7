/** Follows the page that a book is open in: put aside, shown again, or woken. */

import { onWake } from './browser';

export interface PageFollower {
  start(): void;
  stop(): void;
  wake(): void;
}

/** While the page is hidden for good the room is left at once; a page that comes back from the cache enters it again. */
export const followPage = ({ start, stop, wake }: PageFollower): (() => void) => {
  const hidden = (): void => stop();
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) start();
  };
  addEventListener('pagehide', hidden);
  addEventListener('pageshow', shown);
  const stopWaking = onWake(wake);
  return () => {
    removeEventListener('pagehide', hidden);
    removeEventListener('pageshow', shown);
    stopWaking();
  };
};
