/**
 * A link that holds back what says "I have this", until the disk has all that the sender knew: what a relay says it has, it has
 * for good. Everything else, news above all, goes out at once. SPEC.md, rule C15.
 * It does not know how the disk is written.
 */

import { frameTypeOf } from '@/lib/sync/frame-codec';
import type { FrameType } from '@/lib/sync/frames';
import { HIGH_WATER, type Link, type LinkListener, QUEUE_LIMIT } from '@/lib/sync/transport';
import type { Keeper } from './keeper';

/** From each of these the neighbor concludes how far we hold something. `kept` is sent only once it is true. */
const SAYS_WHAT_IS_HERE: ReadonlySet<FrameType | undefined> = new Set([
  'digest',
  'want',
  'have',
  'prints',
  'fingerprints',
  'proof',
]);

export const createDurableLink = (link: Link, keeper: Pick<Keeper, 'whenDurable'>): Link => {
  let listener: LinkListener | null = null;
  let held = 0;
  /** The owner has seen a full queue, and waits to hear that it has room again. */
  let full = false;

  const release = (frame: Uint8Array): void => {
    held -= frame.length;
    link.send(frame);
    // A queue that is still full below tells of its own accord when it no longer is.
    if (!full || held > 0 || link.queued >= HIGH_WATER) return;
    full = false;
    listener?.drained();
  };

  const hold = (frame: Uint8Array): void => {
    held += frame.length;
    if (link.queued + held >= HIGH_WATER) full = true;
    if (link.queued + held > QUEUE_LIMIT)
      link.close('overflow', 'more than 16 MiB are waiting for the disk or the network');
    else keeper.whenDurable(() => release(frame));
  };

  return {
    peer: link.peer,
    transport: link.transport,
    get queued() {
      return link.queued + held;
    },
    send: (frame) => {
      if (SAYS_WHAT_IS_HERE.has(frameTypeOf(frame))) hold(frame);
      else link.send(frame);
    },
    close: (reason, detail) => link.close(reason, detail),
    listen: (owner) => {
      listener = owner;
      link.listen(owner);
    },
  };
};
