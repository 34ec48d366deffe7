import { describe, expect, it } from 'vitest';
import { createJournal } from '@/lib/ledger/journal';
import type { Word } from '@/lib/sync/frames';
import type { Replica } from '@/lib/sync/replica';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import type { PeerId } from '@/lib/sync/transport';
import { drawWriter } from '../random';
import { joinBare } from '../simulation/bare-peers';
import { createSimulatedRoom, type SimulatedRoom } from '../simulation/simulated-room';

interface Household {
  readonly room: SimulatedRoom;
  readonly replicas: Map<PeerId, Replica>;
  join(peer: PeerId): void;
}

const gather = (seed: number, count: number): Household => {
  const room = createSimulatedRoom(seed);
  const replicas = new Map<PeerId, Replica>();
  const join = (peer: PeerId): void => {
    replicas.set(peer, joinBare(room, peer, createJournal(drawWriter(room.dice)), nearestPeer));
  };
  for (let place = 0; place < count; place++) {
    join(`p${String(place).padStart(2, '0')}`);
    room.clock.advance(50);
  }
  return { room, replicas, join };
};

const seenBy = (replica: Replica | undefined): PeerId[] =>
  (replica?.status().peers ?? []).map(({ peer }) => peer).sort();

/** Everyone sees everyone else, and nobody beside. */
const allSeeAll = ({ replicas }: Household): boolean => {
  const all = [...replicas.keys()].sort();
  return [...replicas].every(
    ([peer, replica]) => seenBy(replica).join(' ') === all.filter((other) => other !== peer).join(' '),
  );
};

const aboutOf = ({ replicas }: Household, peer: PeerId): Set<string> =>
  new Set(
    [...replicas]
      .filter(([other]) => other !== peer)
      .map(([, replica]) => replica.status().peers.find((status) => status.peer === peer)?.about ?? 'nobody'),
  );

const wordsSent = ({ room }: Household): Word[] =>
  room.trace.flatMap(({ frame }) => (frame.type === 'presence' ? frame.words : []));

describe('presence in a household', () => {
  it.each([2, 5, 8])('[R2] shows a newcomer to all %i, and all of them to it, within 300 ms', (count) => {
    for (let seed = 1; seed <= 5; seed++) {
      const household = gather(seed, count);
      household.room.clock.advance(20_000);
      household.join('newcomer');
      // A way is 40 ms at most, and a dial takes two.
      household.room.clock.advance(300);
      expect(allSeeAll(household)).toBe(true);
    }
  });

  it('[R9] takes who leaves from the screen at once', () => {
    const household = gather(1, 7);
    household.room.clock.advance(20_000);
    household.replicas.get('p03')?.stop();
    household.replicas.delete('p03');
    household.room.clock.advance(100);
    expect(allSeeAll(household)).toBe(true);
  });

  it('[R2] tells who edits what within 300 ms, and says nothing else', () => {
    const household = gather(2, 6);
    household.room.clock.advance(60_000);
    household.room.trace.length = 0;
    household.replicas.get('p02')?.setAbout('{"editing":"rent"}');
    household.room.clock.advance(300);
    expect([...aboutOf(household, 'p02')]).toEqual(['{"editing":"rent"}']);
    for (const { kind, peer } of wordsSent(household)) expect([kind, peer]).toEqual(['about', 'p02']);
  });
});

describe('presence in a room of forty', () => {
  it('[R2] is silent but for those who have met or parted, and a sum now and then', () => {
    const household = gather(3, 40);
    household.room.clock.advance(200_000);
    expect(allSeeAll(household)).toBe(true);
    household.room.trace.length = 0;
    household.room.clock.advance(120_000);
    const moved = new Set(
      household.room.trace
        .filter(({ frame }) => frame.type === 'hello' || frame.type === 'bye')
        .flatMap(({ from, to }) => [from, to]),
    );
    expect(moved.size).toBeLessThanOrEqual(10);
    for (const { peer } of wordsSent(household)) expect(moved).toContain(peer);
    const sums = household.room.trace.filter(({ frame }) => frame.type === 'board');
    expect(sums.length).toBeLessThanOrEqual((3 + 2 * moved.size) * household.room.network.links().length);
  });

  it('[R2] takes close to one word for each other peer, and reaches all within two seconds', () => {
    const household = gather(4, 40);
    household.room.clock.advance(200_000);
    household.room.trace.length = 0;
    household.replicas.get('p17')?.setAbout('new');
    household.room.clock.advance(2_000);
    expect([...aboutOf(household, 'p17')]).toEqual(['new']);
    const said = wordsSent(household).filter(({ kind, peer }) => kind === 'about' && peer === 'p17');
    expect(said.length).toBeLessThanOrEqual(1.2 * 39);
  });

  it('[R10] finds again what was lost with the links that it was under way on', () => {
    const household = gather(5, 40);
    const { room, replicas } = household;
    room.clock.advance(60_000);
    for (let round = 0; round < 5; round++) {
      const speaker = `p${String(7 * round).padStart(2, '0')}`;
      replicas.get(speaker)?.setAbout(`round ${round}`);
      room.clock.advance(180 + room.dice.below(100));
      for (let broken = 12; broken > 0; broken--) {
        const [one, other] = room.dice.pick(room.network.links());
        room.network.breakLink(one, other);
      }
      room.clock.advance(10_000);
      expect([...aboutOf(household, speaker)]).toEqual([`round ${round}`]);
    }
  });

  it('[R9] drops who is cut off, though they vouch for each other, and shows them again when the cut has healed', () => {
    const household = gather(6, 40);
    const { room, replicas } = household;
    room.clock.advance(30_000);
    const names = [...replicas.keys()].sort();
    const [near, far] = [names.slice(0, 25), names.slice(25)];
    for (const one of near) for (const other of far) room.network.cut(one, other);
    room.clock.advance(30_000);
    for (const part of [near, far])
      for (const peer of part)
        expect(seenBy(replicas.get(peer))).toEqual(part.filter((other) => other !== peer));
    for (const one of near) for (const other of far) room.network.heal(one, other);
    room.clock.advance(40_000);
    expect(allSeeAll(household)).toBe(true);
  });
});
