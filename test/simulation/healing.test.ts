import { describe, expect, it } from 'vitest';
import { createJournal } from '@/lib/ledger/journal';
import { newPeerId } from '@/lib/sync/peer-id';
import { createReplica, type Replica } from '@/lib/sync/replica';
import { strategies } from '@/lib/sync/strategies/by-name';
import type { PeerId } from '@/lib/sync/transport';
import { createSimulatedNetwork } from '@/lib/sync/transports/simulated';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { createDice, drawWriter } from '../random';
import { type CalledTransport, createCalledTransport } from './called-transport';

/** A room in which nobody sees anybody but through the room itself. */
const createRoomWithoutServers = (seed: number) => {
  const dice = createDice(seed);
  const clock = createVirtualClock();
  const network = createSimulatedNetwork({ clock, random: dice.next, delay: (random) => 5 + 35 * random() });
  const all = new Map<PeerId, { readonly replica: Replica; readonly called: CalledTransport }>();
  return {
    dice,
    clock,
    network,
    peers: () => [...all.keys()],
    join: (by: PeerId | null): PeerId => {
      const peer = newPeerId(dice.next);
      const called = createCalledTransport(network, peer, clock);
      const replica = createReplica({
        self: { peer, role: 'peer', joinedAt: clock.now() },
        token: '',
        document: createJournal(drawWriter(dice)),
        transports: [called.transport],
        strategy: strategies['nearest-peer'],
        post: called.post,
        clock,
        random: dice.next,
      });
      replica.start();
      all.set(peer, { replica, called });
      if (by !== null) called.meet(by);
      return peer;
    },
    stop: (peer: PeerId) => {
      all.get(peer)?.replica.stop();
      all.delete(peer);
    },
    neighborsOf: (peer: PeerId): PeerId[] =>
      network
        .links()
        .filter((pair) => pair.includes(peer))
        .map(([one, other]) => (one === peer ? other : one)),
  };
};

const isOnePiece = (links: readonly (readonly [PeerId, PeerId])[], peers: readonly PeerId[]): boolean => {
  const reached = new Set(peers.slice(0, 1));
  for (const peer of reached)
    for (const [one, other] of links) {
      if (one === peer) reached.add(other);
      if (other === peer) reached.add(one);
    }
  return reached.size === peers.length;
};

/** Six by chance. Whose neighbors are all among them has nobody left to find the others through: drawn again. */
const drawSix = ({ dice, peers, neighborsOf }: ReturnType<typeof createRoomWithoutServers>): PeerId[] => {
  for (;;) {
    const six = dice.shuffle(peers()).slice(0, 6);
    const isAlone = (peer: PeerId): boolean => neighborsOf(peer).every((other) => six.includes(other));
    if (!peers().some((peer) => !six.includes(peer) && isAlone(peer))) return six;
  }
};

describe('with no server from the start', () => {
  it('[T10] who is linked by hand to one of five is linked to all of them soon', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const room = createRoomWithoutServers(seed);
      for (let count = 0; count < 5; count++) {
        room.join(room.peers()[count - 1] ?? null);
        room.clock.advance(2_000);
      }
      for (const peer of room.peers()) expect(room.neighborsOf(peer).length).toBe(4);
    }
  });

  it('[T10] two whose link breaks have it again while a third is between them', () => {
    const room = createRoomWithoutServers(4);
    const one = room.join(null);
    const [other, third] = [room.join(one), room.join(one)];
    room.clock.advance(3_000);
    expect(room.network.links().length).toBe(3);
    room.network.breakLink(one, other);
    expect(room.neighborsOf(one)).toEqual([third]);
    room.clock.advance(3_000);
    expect(room.neighborsOf(one).sort()).toEqual([other, third].sort());
  });

  it('[T10] twenty who came in one by one stay one room when six leave at once who are not all that somebody has, and have links to spare', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const room = createRoomWithoutServers(seed);
      for (let count = 0; count < 20; count++) {
        room.join(count === 0 ? null : room.dice.pick(room.peers()));
        room.clock.advance(1_000);
      }
      room.clock.advance(10_000);
      for (const peer of drawSix(room)) room.stop(peer);
      room.clock.advance(15_000);
      expect(isOnePiece(room.network.links(), room.peers())).toBe(true);
      for (const peer of room.peers()) expect(room.neighborsOf(peer).length).toBeGreaterThanOrEqual(3);
    }
  });
});
