/** Peers whose posts are joined as a graph says, in virtual time: what the tests of signaling through the room play with. */

import type { SignalFrame } from '@/lib/sync/frames';
import type { Presence } from '@/lib/sync/noted-words';
import { newPeerId } from '@/lib/sync/peer-id';
import type { Role } from '@/lib/sync/room';
import { createRoomPost, type RoomPost } from '@/lib/sync/room-path';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { PeerId } from '@/lib/sync/transport';
import { createVirtualClock, type VirtualClock } from '@/lib/sync/virtual-clock';

export interface Carried {
  readonly from: PeerId;
  readonly to: PeerId;
  readonly frame: SignalFrame;
}

export interface PostedPeer {
  readonly peer: PeerId;
  readonly post: RoomPost;
  readonly heard: string[];
  present: readonly PeerId[];
  isOpen: boolean;
}

export interface PostedRoom {
  readonly clock: VirtualClock;
  /** In the order in which the graph names them. */
  readonly peers: readonly PostedPeer[];
  /** Every frame from neighbor to neighbor. */
  readonly carried: Carried[];
  /** Links these two, and lets everybody know. */
  link(one: number, other: number): void;
  cut(one: number, other: number): void;
  /** From now on nobody hears what others say of their neighbors. */
  hush(): void;
  run(): void;
}

const HOP_MS = 5;

export interface PostedRoomOptions {
  /** Who is a server, by its place. */
  readonly servers?: readonly number[];
  /** Each frame arrives twice. */
  readonly twice?: boolean;
}

export const createPostedRoom = (
  count: number,
  links: readonly (readonly [number, number])[],
  { servers = [], twice = false }: PostedRoomOptions = {},
): PostedRoom => {
  const clock = createVirtualClock();
  const random = createSeededRandom(count);
  const carried: Carried[] = [];
  const ids = Array.from({ length: count }, () => newPeerId(random));
  const near = new Map<PeerId, Set<PeerId>>(ids.map((peer) => [peer, new Set()]));
  const peers: PostedPeer[] = [];
  let words: readonly Presence[] = [];
  let hushed = false;

  const roleOf = (peer: PeerId): Role => (servers.includes(ids.indexOf(peer)) ? 'server' : 'peer');
  const idAt = (place: number): PeerId => ids[place] as PeerId;

  const speak = (): void => {
    const about = { joinedAt: 0, about: '' };
    if (!hushed)
      words = ids.map((peer) => ({
        ...about,
        peer,
        role: roleOf(peer),
        neighbors: [...(near.get(peer) ?? [])],
      }));
    for (const { post } of peers) post.look();
  };

  const carry = (from: PeerId, to: PeerId, frame: SignalFrame): void => {
    if (!near.get(from)?.has(to)) return;
    carried.push({ from, to, frame });
    for (const _copy of twice ? ['first', 'second'] : ['only'])
      clock.after(HOP_MS, () => peers[ids.indexOf(to)]?.post.heard(from, frame));
  };

  for (const peer of ids) {
    const post = createRoomPost(peer, clock);
    post.serve({
      neighbors: () =>
        [...(near.get(peer) ?? [])].map((to) => ({
          peer: to,
          role: roleOf(to),
          send: (frame) => carry(peer, to, frame),
        })),
      words: () => words.filter((word) => word.peer !== peer),
    });
    const made: PostedPeer = { peer, post, heard: [], present: [], isOpen: false };
    peers.push(made);
    post.path.start({
      opened: () => {
        made.isOpen = true;
      },
      closed: () => {
        made.isOpen = false;
        made.present = [];
      },
      heard: (sealed) => made.heard.push(sealed),
      present: (present) => {
        made.present = present;
      },
    });
  }

  const change = (one: number, other: number, how: 'add' | 'delete'): void => {
    near.get(idAt(one))?.[how](idAt(other));
    near.get(idAt(other))?.[how](idAt(one));
  };
  for (const [one, other] of links) change(one, other, 'add');
  speak();

  return {
    clock,
    peers,
    carried,
    link: (one, other) => {
      change(one, other, 'add');
      speak();
    },
    cut: (one, other) => {
      change(one, other, 'delete');
      speak();
    },
    hush: () => {
      hushed = true;
    },
    run: () => clock.advance(1_000),
  };
};
