/**
 * A link that lets a frame out only when the disk has all that the sender knew: what a relay says it has, it has for good.
 * It does not know what a frame says, nor how the disk is written.
 */

import { HIGH_WATER, type Link, type LinkListener, QUEUE_LIMIT } from '@/lib/sync/transport';
import type { Keeper } from './keeper';

export const createDurableLink = (link: Link, keeper: Pick<Keeper, 'whenDurable'>): Link => {
  let listener: LinkListener | null = null;
  let held = 0;
  /** The owner has seen a full queue, and waits to hear that it has room again. */
  let full = false;

  const queued = (): number => link.queued + held;

  const release = (frame: Uint8Array): void => {
    held -= frame.length;
    link.send(frame);
    // A queue that is still full below tells of its own accord when it no longer is.
    if (!full || held > 0 || link.queued >= HIGH_WATER) return;
    full = false;
    listener?.drained();
  };

  return {
    peer: link.peer,
    transport: link.transport,
    get queued() {
      return queued();
    },
    send: (frame) => {
      held += frame.length;
      if (queued() >= HIGH_WATER) full = true;
      if (queued() > QUEUE_LIMIT)
        link.close('overflow', 'more than 16 MiB are waiting for the disk or the network');
      else keeper.whenDurable(() => release(frame));
    },
    close: (reason, detail) => link.close(reason, detail),
    listen: (owner) => {
      listener = owner;
      link.listen(owner);
    },
  };
};
