/** A signaling path without announcements, as the room is one: the test says who can be reached over it. */

import type { SignalListener, SignalPath } from '@/lib/sync/signaling';
import type { PeerId } from '@/lib/sync/transport';

export interface ToldPath {
  readonly path: SignalPath;
  /** What was sent over it. */
  readonly sent: string[];
  tell(peers: readonly PeerId[]): void;
  close(): void;
}

export const createToldPath = (): ToldPath => {
  const sent: string[] = [];
  let listener: SignalListener | null = null;
  let isOpen = false;
  return {
    sent,
    path: {
      name: 'told',
      announces: false,
      start: (owner) => {
        listener = owner;
      },
      send: (sealed) => {
        sent.push(sealed);
      },
      wake: () => undefined,
      stop: () => {
        listener = null;
      },
    },
    tell: (peers) => {
      if (!isOpen) listener?.opened();
      isOpen = true;
      listener?.present(peers);
    },
    close: () => {
      isOpen = false;
      listener?.closed('nobody is linked');
    },
  };
};
