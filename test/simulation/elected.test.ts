import { describe, expect, it } from 'vitest';
import type { PeerId } from '@/lib/sync/transport';
import { createDice } from '../random';
import { createOfficeRoom, type OfficeRoom, percentile, stallJudges, timeUntilServed } from './office-room';
import { blackHoleManners } from './scenario';

const SEEDS = 20;
const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

const everyone = ({ world }: OfficeRoom): PeerId[] => [...world.tenants.values()].map(({ peer }) => peer);

const cutOff = (room: OfficeRoom): void => {
  for (const peer of everyone(room))
    if (peer !== room.server.peer) room.world.network.cut(room.server.peer, peer);
};

/** What happens to the server, and within how many ms 99 of 100 rooms have another; p99 of 100 is the second worst. */
const fates: readonly (readonly [string, number, (room: OfficeRoom) => void])[] = [
  ['closed', 1_000, ({ world, server }) => world.leave(server.place)],
  ['killed, and its links break', 3_000, ({ world, server }) => world.crash(server.place, 200)],
  ['killed without a sign', 3_000, ({ world, server }) => world.crash(server.place, null)],
  ['cut off the network', 3_000, cutOff],
  ['frozen', 3_000, ({ server }) => server.face.freeze()],
  ...blackHoleManners.map(
    (manner) =>
      [
        `a black hole, ${manner}`,
        5_000,
        ({ server }: OfficeRoom): void => {
          server.hole.manner = manner;
        },
      ] as const,
  ),
];

describe('an elected server', () => {
  it.each(fates)('[E2] that is %s has a successor in office for all within %i ms', (_, limit, befall) => {
    const times: number[] = [];
    for (const seed of seeds) {
      const room = createOfficeRoom(seed);
      for (const { view } of room.followers) view.changes.length = 0;
      befall(room);
      times.push(timeUntilServed(room, 30_000));
      room.world.clock.advance(20_000);
      const changes = room.followers.map(({ view }) => view.changes.length);
      expect(Math.max(...changes), `changes of office, seed ${seed}`).toBe(1);
    }
    expect(percentile(times, 99)).toBeLessThanOrEqual(limit);
  });

  it('[E2] keeps its office when its judges stall for up to five seconds', () => {
    for (const seed of seeds) {
      const room = createOfficeRoom(seed);
      const { server, followers } = room;
      stallJudges(room, seed, 6);
      for (const { view } of followers)
        expect(view, `seed ${seed}`).toEqual({ server: server.peer, changes: [] });
    }
  });

  it('[E4] that was frozen and thaws steps down by itself, and follows its successor', () => {
    for (const seed of seeds) {
      const room = createOfficeRoom(seed);
      const { world, server, followers } = room;
      server.face.freeze();
      world.clock.advance(4_000 + createDice(seed).below(60_000));
      const [first] = followers;
      const successor = first?.view.server;
      server.face.thaw();
      server.face.run(server.replica.wake);
      world.clock.advance(15_000);
      for (const { view } of [server, ...followers]) expect(view.server, `seed ${seed}`).toBe(successor);
    }
  });

  it('[E4] that most have left, though it never slept, steps down by itself', () => {
    for (const seed of seeds) {
      const room = createOfficeRoom(seed);
      const { world, server, followers } = room;
      server.hole.manner = 'silent';
      world.clock.advance(8_000);
      server.hole.manner = null;
      world.clock.advance(40_000);
      const successor = followers[0]?.view.server;
      expect(successor).not.toBe(server.peer);
      for (const { view } of [server, ...followers]) expect(view.server, `seed ${seed}`).toBe(successor);
    }
  });

  it('[E3] that one judge alone has found failing keeps its office, and the judge comes back', () => {
    for (const seed of seeds) {
      const room = createOfficeRoom(seed);
      const { world, server, followers } = room;
      const judge = createDice(seed).pick(followers);
      if (followers.length < 3) continue;
      world.network.cut(server.peer, judge.peer);
      world.clock.advance(12_000);
      expect(judge.view.server).not.toBe(server.peer);
      world.network.heal(server.peer, judge.peer);
      world.clock.advance(60_000);
      for (const { view } of [server, ...followers]) expect(view.server, `seed ${seed}`).toBe(server.peer);
    }
  });
});
