import { describe, expect, it } from 'vitest';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import { agree, createSimulatedRoom, type SimulatedRoom, type TracedFrame } from './simulated-room';

const names = ['ana', 'ben', 'cleo', 'dan', 'eva', 'finn'];

/** Six peers that hold the same state. */
const sixAgree = (seed: number, bandwidth?: number): ReturnType<typeof build> => build(seed, bandwidth);

const build = (seed: number, bandwidth?: number) => {
  const room: SimulatedRoom = createSimulatedRoom(seed, bandwidth === undefined ? {} : { bandwidth });
  const six = names.map((name) => room.join(name, nearestPeer));
  const [ana] = six;
  if (ana === undefined) throw new Error('nobody');
  room.clock.advance(2_000);
  room.write(ana, 3_000);
  room.clock.advance(30_000);
  expect(agree(six)).toBe(true);
  room.trace.length = 0;
  return { room, six };
};

const to = (trace: readonly TracedFrame[], peer: string, type: string): TracedFrame[] =>
  trace.filter((traced) => traced.to === peer && traced.frame.type === type);

describe('a newcomer with six neighbors that hold the same state', () => {
  it.each([1, 2, 3])('[C2] receives one bulk reply, from the first that answers, seed %i', (seed) => {
    const { room, six } = sixAgree(seed);
    const newcomer = room.join('zoe', nearestPeer);
    room.clock.advance(10_000);
    expect(agree([...six, newcomer])).toBe(true);
    const servers = new Set(to(room.trace, 'zoe', 'batch').map(({ from }) => from));
    expect(servers.size).toBe(1);
    const digests = to(room.trace, 'zoe', 'digest');
    for (const name of names.filter((name) => !servers.has(name)))
      expect(digests.filter(({ from }) => from === name).length).toBeLessThanOrEqual(1);
    expect(to(room.trace, 'zoe', 'update')).toEqual([]);
  });

  it.each([1, 2, 3])('[C3] gets the rest from another when the bulk sender dies halfway, seed %i', (seed) => {
    const { room, six } = sixAgree(seed, 60);
    const whole = [...(six[0]?.journal.updatesSince(new Map()) ?? [])].reduce(
      (sum, { length }) => sum + length,
      0,
    );
    const newcomer = room.join('zoe', nearestPeer);
    const total = six[0]?.journal.entryCount() ?? 0;
    while (newcomer.journal.entryCount() < total / 2) room.clock.advance(20);
    const first = to(room.trace, 'zoe', 'batch')[0]?.from ?? '';
    six.find(({ peer }) => peer === first)?.replica.stop();
    for (const name of names) room.network.cut(first, name);
    room.network.cut(first, 'zoe');
    room.clock.advance(30_000);
    expect(agree([...six.filter(({ peer }) => peer !== first), newcomer])).toBe(true);
    const received = to(room.trace, 'zoe', 'batch').reduce((sum, { bytes }) => sum + bytes, 0);
    expect(received).toBeLessThan(1.4 * whole);
  });
});
