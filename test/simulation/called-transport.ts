/**
 * The simulated network without its sightings: peers see and call each other through the room alone, as browsers do when
 * every server is gone. It is what webrtc.ts does with a signaling path, in virtual time.
 */

import type { Clock } from '@/lib/sync/clock';
import { isPeerId } from '@/lib/sync/peer-id';
import { createRoomPost, type RoomPost } from '@/lib/sync/room-path';
import type { PeerId, Transport, TransportHost } from '@/lib/sync/transport';
import type { SimulatedNetwork } from '@/lib/sync/transports/simulated';

export interface CalledTransport {
  readonly transport: Transport;
  readonly post: RoomPost;
  /** Links to this peer as two people do by hand. */
  meet(peer: PeerId): void;
}

const PATIENCE_MS = 8_000;

export const createCalledTransport = (
  network: SimulatedNetwork,
  self: PeerId,
  clock: Clock,
): CalledTransport => {
  const inner = network.attach(self);
  const post = createRoomPost(self, clock);
  let present: ReadonlySet<PeerId> = new Set();
  let host: TransportHost | null = null;

  const see = (peers: readonly PeerId[]): void => {
    const before = present;
    present = new Set(peers);
    for (const peer of present) if (!before.has(peer)) host?.sighted(peer, { role: 'peer' });
    for (const peer of before) if (!present.has(peer)) host?.vanished(peer);
  };

  const listen = (): void =>
    post.path.start({
      opened: () => undefined,
      closed: () => see([]),
      present: see,
      heard: (caller) => {
        if (isPeerId(caller)) inner.dial(caller);
      },
    });

  return {
    post,
    meet: inner.dial,
    transport: {
      name: 'simulated',
      start: (owner) => {
        host = owner;
        inner.start({ ...owner, sighted: () => undefined, vanished: () => undefined });
        listen();
      },
      dial: (peer) => {
        const isLinked = (): boolean =>
          network.links().some((pair) => pair.includes(self) && pair.includes(peer));
        post.path.send(self, peer);
        clock.after(PATIENCE_MS, () => {
          if (!isLinked()) host?.unreachable(peer, { kind: 'unreachable', detail: 'no answer to a call' });
        });
      },
      wake: () => post.look(),
      stop: () => {
        post.path.stop(null);
        inner.stop();
        host = null;
        present = new Set();
      },
    },
  };
};
