import { describe, expect, it } from 'vitest';
import type { SignalFrame } from '@/lib/sync/frames';
import { newPeerId } from '@/lib/sync/peer-id';
import { createRoomPost } from '@/lib/sync/room-path';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { createDice } from '../random';
import { createPostedRoom, type PostedPeer, type PostedRoom } from './support/posted-room';

const chain = (count: number): (readonly [number, number])[] =>
  Array.from({ length: count - 1 }, (_, place) => [place, place + 1] as const);

const at = ({ peers }: PostedRoom, place: number): PostedPeer => {
  const found = peers[place];
  if (found === undefined) throw new RangeError(`there is no peer ${place}`);
  return found;
};

const say = (room: PostedRoom, from: number, to: number, text: string): void => {
  at(room, from).post.path.send(text, at(room, to).peer);
  room.run();
};

describe('a word through the room', () => {
  it('[T10] takes the shortest way and no other, and so does the answer', () => {
    const room = createPostedRoom(6, [...chain(5), [0, 5], [5, 4]]);
    say(room, 0, 4, 'there');
    expect(at(room, 4).heard).toEqual(['there']);
    expect(room.carried.map(({ to }) => to)).toEqual([at(room, 5).peer, at(room, 4).peer]);
    say(room, 4, 0, 'back');
    expect(at(room, 0).heard).toEqual(['back']);
    expect(room.carried.length).toBe(4);
  });

  it('[T10] is heard once, however many ways and copies there are', () => {
    const dice = createDice(7);
    const links = [
      ...chain(12),
      ...Array.from({ length: 20 }, () => [dice.below(12), dice.below(12)] as const),
    ];
    const real = links.filter(([one, other]) => one !== other);
    const room = createPostedRoom(12, real, { twice: true });
    for (let from = 0; from < 12; from++)
      for (let to = 0; to < 12; to++) if (from !== to) say(room, from, to, `${from} to ${to}`);
    room.peers.forEach(({ heard }, place) => {
      const others = room.peers.map((_, from) => `${from} to ${place}`).filter((_, from) => from !== place);
      expect([...heard].sort()).toEqual(others.sort());
    });
  });

  it('[T10] is passed on eight times at most', () => {
    const room = createPostedRoom(11, chain(11));
    say(room, 0, 9, 'nine hops');
    say(room, 0, 10, 'ten hops');
    expect([at(room, 9).heard, at(room, 10).heard]).toEqual([['nine hops'], []]);
  });

  it('[T10] finds its way back to one of whom nobody has heard yet', () => {
    const room = createPostedRoom(5, chain(4));
    room.hush();
    room.link(4, 0);
    say(room, 4, 3, 'a newcomer calls');
    say(room, 3, 4, 'and is answered');
    expect(at(room, 4).heard).toEqual(['and is answered']);
    expect(room.carried.length).toBe(8);
  });

  it('[T10] goes every way for three hops where no way is known, and never back to where it came from', () => {
    const room = createPostedRoom(8, [...chain(5), [1, 5], [5, 6], [6, 7]]);
    const { peer, post } = at(room, 1);
    const stranger = newPeerId(createSeededRandom(5));
    const frame: SignalFrame = {
      type: 'signal',
      from: stranger,
      to: newPeerId(createSeededRandom(6)),
      id: 1,
      hops: 8,
      sealed: 'x',
    };
    post.heard(at(room, 0).peer, frame);
    room.run();
    expect(room.carried.some(({ to }) => to === at(room, 0).peer || to === peer)).toBe(false);
    expect(room.carried.length).toBe(6);
    expect(Math.min(...room.carried.map((one) => one.frame.hops))).toBe(1);
  });

  it('[T10] is dropped where its addressee is not in the room, and announcements always', () => {
    const room = createPostedRoom(3, chain(3));
    at(room, 0).post.path.send('for nobody', newPeerId(createSeededRandom(9)));
    at(room, 0).post.path.send('for all', null);
    room.run();
    expect(room.carried).toEqual([]);
  });

  it('[T10] does not go by way of the relay', () => {
    const room = createPostedRoom(3, chain(3), { servers: [1] });
    expect(room.peers.map(({ isOpen }) => isOpen)).toEqual([false, true, false]);
    say(room, 0, 2, 'by the relay');
    expect(room.carried).toEqual([]);
  });
});

describe('who can be reached through the room', () => {
  it('[T10] is whoever presence shows a way to, and changes with it', () => {
    const room = createPostedRoom(5, [...chain(3), [3, 4]]);
    const ids = (...places: number[]) => places.map((place) => at(room, place).peer).sort();
    expect(at(room, 0).present).toEqual(ids(1, 2));
    expect(at(room, 3).present).toEqual(ids(4));
    room.link(2, 3);
    expect(at(room, 0).present).toEqual(ids(1, 2, 3, 4));
    room.cut(0, 1);
    expect(at(room, 0)).toMatchObject({ isOpen: false, present: [] });
    expect(at(room, 1).present).toEqual(ids(2, 3, 4));
  });
});

describe('a peer that sends without end', () => {
  it('[T10] is slowed down by its first neighbor, and others still get through', () => {
    const room = createPostedRoom(4, [...chain(3), [3, 1]]);
    for (let count = 0; count < 1_000; count++) at(room, 0).post.path.send(`${count}`, at(room, 2).peer);
    at(room, 3).post.path.send('a word', at(room, 2).peer);
    room.run();
    expect(at(room, 2).heard.length).toBeLessThanOrEqual(161 + 16);
    expect(at(room, 2).heard).toContain('a word');
    room.clock.advance(10_000);
    say(room, 0, 2, 'later');
    expect(at(room, 2).heard).toContain('later');
  });

  it('[T10] is passed over where its word is too large, or has more hops before it than there may be', () => {
    const room = createPostedRoom(3, chain(3));
    const [first, last] = [at(room, 0).peer, at(room, 2).peer];
    const frame: SignalFrame = { type: 'signal', from: first, to: last, id: 1, hops: 8, sealed: 'x' };
    at(room, 1).post.heard(first, { ...frame, sealed: 'x'.repeat(30_000) });
    at(room, 1).post.heard(first, { ...frame, id: 2, hops: 9 });
    at(room, 1).post.heard(first, { ...frame, id: 3, to: 'relay' });
    room.run();
    expect(room.carried).toEqual([]);
  });
});

describe('a post without a replica', () => {
  it('[T10] carries nothing, and says nothing', () => {
    const random = createSeededRandom(1);
    const post = createRoomPost(newPeerId(random), createVirtualClock());
    const heard: string[] = [];
    const note = (what: string) => () => heard.push(what);
    post.path.start({
      opened: note('opened'),
      closed: note('closed'),
      heard: note('heard'),
      present: note('present'),
    });
    post.path.send('a word', newPeerId(random));
    post.path.wake();
    post.path.stop('goodbye');
    expect(heard).toEqual([]);
  });
});
