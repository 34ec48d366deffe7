import { describe, expect, it } from 'vitest';
import type { LinksWord, Word } from '@/lib/sync/frames';
import { createPresenceBoard, type PresenceBoard } from '@/lib/sync/presence';
import { markOf } from '@/lib/sync/presence-marks';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { PeerId } from '@/lib/sync/transport';
import { createVirtualClock, type VirtualClock } from '@/lib/sync/virtual-clock';
import { createDice } from '../random';

const links = (peer: PeerId, neighbors: readonly PeerId[], seq = 1): LinksWord => ({
  kind: 'links',
  peer,
  seq,
  role: 'peer',
  joinedAt: 0,
  neighbors,
});

const about = (peer: PeerId, text: string | null, seq = 1): Word => ({
  kind: 'about',
  peer,
  seq,
  about: text,
});

const boardOf = (
  self: PeerId,
  neighbors: readonly PeerId[],
  clock: VirtualClock = createVirtualClock(),
): PresenceBoard =>
  createPresenceBoard({ peer: self, role: 'peer' }, clock, createSeededRandom(1), () => neighbors);

const here = (board: PresenceBoard): PeerId[] =>
  board
    .others()
    .map(({ peer }) => peer)
    .sort();

describe('who is here', () => {
  it('[R9] is whoever can be reached over the neighbors that peers name', () => {
    const board = boardOf('me', ['ana']);
    board.hear([links('ana', ['me', 'ben']), links('ben', ['ana', 'cleo']), links('cleo', ['ben'])]);
    board.hear([links('dora', ['emil']), links('emil', ['dora'])]);
    expect(here(board)).toEqual(['ana', 'ben', 'cleo']);
    board.hear([links('cleo', ['ben', 'dora'], 2)]);
    expect(here(board)).toEqual(['ana', 'ben', 'cleo', 'dora', 'emil']);
  });

  it('[R9] is no longer who is not named any more, nor those behind it, though they name each other', () => {
    const board = boardOf('me', ['ana']);
    board.hear([links('ana', ['me', 'ben']), links('ben', ['ana', 'cleo']), links('cleo', ['ben'])]);
    board.hear([links('ana', ['me'], 2)]);
    expect(here(board)).toEqual(['ana']);
    board.hear([links('ana', ['me', 'cleo'], 3)]);
    expect(here(board)).toEqual(['ana', 'ben', 'cleo']);
  });

  it('[R9] is not who has left, whoever still names it', () => {
    const board = boardOf('me', ['ana']);
    board.hear([links('ana', ['me', 'ben']), links('ben', ['ana']), about('ben', '{}')]);
    board.hear([about('ben', null, 2)]);
    expect(here(board)).toEqual(['ana']);
    board.hear([about('ben', 'late', 1), links('ben', ['ana'], 1)]);
    expect(here(board)).toEqual(['ana']);
  });

  it('[R9] is forgotten after a minute without a way to it, and welcome again', () => {
    const clock = createVirtualClock();
    const board = boardOf('me', ['ana'], clock);
    board.hear([links('ana', ['ben']), links('ben', ['ana'])]);
    board.hear([links('ana', [], 2)]);
    expect(here(board)).toEqual(['ana']);
    clock.advance(61_000);
    board.hear([links('ana', ['cleo'], 3)]);
    expect(here(board)).toEqual(['ana']);
    board.hear([links('ana', ['ben'], 4)]);
    expect(here(board)).toEqual(['ana']);
    board.hear([links('ben', ['ana'])]);
    expect(here(board)).toEqual(['ana', 'ben']);
  });
});

describe('a word', () => {
  it('[R2] counts if it is the latest of its kind, and is news once', () => {
    const board = boardOf('me', ['ana']);
    const first = links('ana', ['me'], 5);
    expect(board.hear([first, about('ana', 'early', 3)])).toEqual([first, about('ana', 'early', 3)]);
    expect(board.hear([first, about('ana', 'older', 2), links('ana', [], 4)])).toEqual([]);
    expect(board.hear([about('ana', 'later', 4)])).toEqual([about('ana', 'later', 4)]);
    expect(board.others()).toEqual([
      { peer: 'ana', role: 'peer', joinedAt: 0, neighbors: ['me'], about: 'later' },
    ]);
  });

  it('[R2] of our own is said when it says something new, each kind by itself', () => {
    const board = boardOf('me', []);
    const kinds = (neighbors: readonly PeerId[], text: string) =>
      board.speak({ neighbors, joinedAt: 1, about: text }).map(({ kind }) => kind);
    expect(kinds(['ana', 'ben'], 'x')).toEqual(['links', 'about']);
    expect(kinds(['ben', 'ana'], 'x')).toEqual([]);
    expect(kinds(['ben', 'ana'], 'y')).toEqual(['about']);
    expect(kinds(['ben'], 'y')).toEqual(['links']);
  });

  it('[R9] of an earlier run of ours is outdone', () => {
    const board = boardOf('me', []);
    const standpoint = { neighbors: ['ana'], joinedAt: 1, about: 'x' };
    board.speak(standpoint);
    board.hear([links('me', ['zoe'], 90_000)]);
    expect(board.isOvertaken()).toBe(true);
    const said = board.speak(standpoint);
    expect(said.map(({ kind }) => kind)).toEqual(['links', 'about']);
    for (const { seq } of said) expect(seq).toBeGreaterThan(90_000);
    expect(board.isOvertaken()).toBe(false);
  });
});

describe('the tree along which words travel', () => {
  /** A connected graph of so many peers, with some links to spare. */
  const drawRoom = (seed: number, count: number): Map<PeerId, PeerId[]> => {
    const dice = createDice(seed);
    const names = Array.from({ length: count }, (_, place) => `p${String(place).padStart(3, '0')}`);
    const room = new Map<PeerId, PeerId[]>(dice.shuffle([...names]).map((name) => [name, []]));
    const join = (one: PeerId, other: PeerId): void => {
      if (one === other || room.get(one)?.includes(other)) return;
      room.get(one)?.push(other);
      room.get(other)?.push(one);
    };
    for (let place = 1; place < count; place++) join(names[place] ?? '', names[dice.below(place)] ?? '');
    for (let more = 2 * count; more > 0; more--) join(dice.pick(names), dice.pick(names));
    return room;
  };

  it('[R2] is the same for all who have the same words: each link at both ends or at none, and one way to everybody', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const room = drawRoom(seed, 40);
      const words = [...room].map(([peer, neighbors]) => links(peer, neighbors));
      const ends = new Set<string>();
      for (const [peer, neighbors] of room) {
        const board = boardOf(peer, neighbors);
        board.hear(createDice(seed).shuffle([...words]));
        for (const neighbor of neighbors) if (board.isOnTree(neighbor)) ends.add(`${peer} ${neighbor}`);
      }
      for (const end of ends) expect(ends).toContain(end.split(' ').reverse().join(' '));
      expect(ends.size).toBe(2 * (room.size - 1));
      const reached = new Set(['p000']);
      for (const peer of reached)
        for (const neighbor of room.get(peer) ?? [])
          if (ends.has(`${peer} ${neighbor}`)) reached.add(neighbor);
      expect(reached.size).toBe(room.size);
    }
  });

  /** How far each is from one of them. */
  const distancesFrom = (
    room: ReadonlyMap<PeerId, readonly PeerId[]>,
    author: PeerId,
  ): Map<PeerId, number> => {
    const distances = new Map([[author, 0]]);
    for (const [peer, distance] of distances)
      for (const neighbor of room.get(peer) ?? [])
        if (!distances.has(neighbor)) distances.set(neighbor, distance + 1);
    return distances;
  };

  it('[C16] and those along which news does, from each author by shortest ways, come to everybody once', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const room = drawRoom(seed, 40);
      const words = [...room].map(([peer, neighbors]) => links(peer, neighbors));
      const boards = new Map(
        [...room].map(([peer, neighbors]) => {
          const board = boardOf(peer, neighbors);
          board.hear(createDice(seed).shuffle([...words]));
          return [peer, board] as const;
        }),
      );
      for (const author of ['p000', 'p017', 'p039']) {
        const distances = distancesFrom(room, author);
        const told = new Map<PeerId, PeerId>();
        for (const [peer, board] of boards)
          for (const next of board.onwardFrom(markOf(author)) ?? []) {
            expect(told.has(next)).toBe(false);
            told.set(next, peer);
            expect(distances.get(next)).toBe((distances.get(peer) ?? 0) + 1);
          }
        expect(told.size).toBe(room.size - 1);
      }
    }
  });

  it('[C16] are not known from an author of whom nothing was heard, nor where no way leads here', () => {
    const board = boardOf('me', ['ana']);
    board.hear([links('ana', ['me']), links('far', ['away'])]);
    expect(board.onwardFrom(markOf('stranger'))).toBeNull();
    expect(board.onwardFrom(markOf('far'))).toBeNull();
    expect(board.onwardFrom(markOf('ana'))).toEqual(new Set());
  });

  it('[R2] leaves out nobody of whom it knows nothing yet', () => {
    const board = boardOf('me', ['ana', 'stranger']);
    board.hear([links('ana', ['me'])]);
    expect(board.isOnTree('stranger')).toBe(true);
  });
});

describe('two boards', () => {
  it('[R10] have the same sum when they have the same words, and each finds what the other lacks when not', () => {
    const dice = createDice(3);
    for (let round = 0; round < 50; round++) {
      const one = boardOf('me', ['you']);
      const other = boardOf('you', ['me', 'p0']);
      one.speak({ neighbors: ['you'], joinedAt: 0, about: 'I' });
      other.speak({ neighbors: ['me', 'p0'], joinedAt: 0, about: 'you' });
      one.hear(other.wordsOf(['you']));
      other.hear(one.wordsOf(['me']));
      for (let count = 30; count > 0; count--) {
        const place = dice.below(12);
        const seq = 1 + dice.below(4);
        const around = [`p${place + 1}`, ...(place === 0 ? ['you'] : [`p${place - 1}`])];
        const word = dice.chance(0.5) ? links(`p${place}`, around, seq) : about(`p${place}`, `${seq}`, seq);
        if (dice.chance(0.7)) one.hear([word]);
        if (dice.chance(0.7)) other.hear([word]);
      }
      for (let turn = 0; turn < 12 && one.sum().hash !== other.sum().hash; turn++) {
        const marks = one.marks();
        one.hear(other.laterThan(marks, true));
        other.hear(one.laterThan(other.behind(marks), false));
      }
      expect(one.sum()).toEqual(other.sum());
      expect(here(one).filter((peer) => peer !== 'you')).toEqual(here(other).filter((peer) => peer !== 'me'));
    }
  });
});
