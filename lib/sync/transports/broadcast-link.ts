/**
 * A link between two pages of one browser profile: frames as posts, and word from the other side of what it has taken.
 * It does not know the channel, nor how the two agreed on the link.
 */

import {
  type CloseReason,
  FRAME_LIMIT,
  HIGH_WATER,
  type Link,
  LOW_WATER,
  type PeerId,
  QUEUE_LIMIT,
} from '../transport';
import type { LinkPost } from './broadcast-posts';
import { reasonFrom, wordFor } from './close-reasons';
import { createLinkEnd } from './link-end';

/** A post on a link, before it is addressed. */
export type LinkContent =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'taken'; readonly count: number }
  | { readonly kind: 'close'; readonly reason: string };

export interface BroadcastLinkSetup {
  readonly peer: PeerId;
  readonly nonce: string;
  readonly post: (content: LinkContent) => void;
  /** After the link's owner was told. */
  readonly ended: () => void;
}

export interface BroadcastLink extends Link {
  readonly nonce: string;
  take(post: LinkPost): void;
  /** The page at the other end has said goodbye. */
  left(): void;
  /** Asks the other side whether it still knows this link; it closes it if not. */
  check(): void;
}

export const createBroadcastLink = ({ peer, nonce, post, ended }: BroadcastLinkSetup): BroadcastLink => {
  const end = createLinkEnd();
  let queued = 0;
  let full = false;

  const close = (reason: CloseReason, detail = ''): void => {
    if (end.ended) return;
    post({ kind: 'close', reason: wordFor(reason) });
    end.cut(reason, detail);
    ended();
  };
  const gone = (reason: CloseReason, detail: string): void => {
    if (end.ended) return;
    end.end(reason, detail);
    ended();
  };

  const taken = (count: number): void => {
    queued = Math.max(0, queued - count);
    if (!full || queued >= LOW_WATER) return;
    full = false;
    end.drained();
  };

  const frame = (bytes: Uint8Array): void => {
    if (bytes.length > FRAME_LIMIT) return close('broken', 'a frame larger than 1 MiB');
    post({ kind: 'taken', count: bytes.length });
    end.frame(bytes);
  };

  return {
    peer,
    nonce,
    transport: 'broadcast-channel',
    get queued() {
      return end.ended ? 0 : queued;
    },
    send: (bytes) => {
      if (bytes.length > FRAME_LIMIT) throw new RangeError('a frame is at most 1 MiB');
      if (end.ended) return;
      if (queued + bytes.length > QUEUE_LIMIT)
        return close('overflow', 'more than 16 MiB are waiting to be taken');
      queued += bytes.length;
      if (queued >= HIGH_WATER) full = true;
      post({ kind: 'frame', bytes: bytes.slice() }); // a view would be posted with the whole buffer behind it
    },
    close,
    listen: end.listen,
    take: (received) => {
      if (received.kind === 'frame') frame(received.bytes);
      else if (received.kind === 'taken') taken(received.count);
      else if (received.kind === 'close') gone(reasonFrom(received.reason), 'the other side closed');
    },
    left: () => gone('left', 'the other page is gone'),
    check: () => post({ kind: 'taken', count: 0 }),
  };
};
