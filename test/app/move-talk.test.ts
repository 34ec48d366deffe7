import { describe, expect, it } from 'vitest';
import {
  createTalk,
  type Listening,
  type NewWord,
  type OldWord,
  originTyped,
  readMoveHash,
  writeMoveHash,
} from '@/app/composition/move-talk';
import { readMovedBook } from '@/app/composition/moved-book';
import { emptyStacks } from '@/lib/ledger/undo';

const OLD = 'http://192.168.1.20:3000';
const NEW = 'https://home.local:3000';
const MOVE = 'a'.repeat(26);

/** A window as far as talking goes: what reaches it, it hears as the browser would let it. */
const createWindow = (origin: string) => {
  const listeners = new Set<(event: MessageEvent) => void>();
  const self: Listening = {
    addEventListener: (_, heard) => listeners.add(heard),
    removeEventListener: (_, heard) => listeners.delete(heard),
  };
  const hear = (source: unknown, from: string, data: unknown): void => {
    for (const listener of [...listeners]) listener({ source, origin: from, data } as MessageEvent);
  };
  /** What another window holds of this one. */
  const handleFor = (speaker: { readonly origin: string; readonly handle: () => unknown }) => ({
    postMessage: (data: unknown, target: string) => {
      if (target === origin) hear(speaker.handle(), speaker.origin, data);
    },
  });
  return { self, hear, handleFor, origin };
};

const setUp = () => {
  const [old, fresh] = [createWindow(OLD), createWindow(NEW)];
  const heard: OldWord[] = [];
  const answered: NewWord[] = [];
  const toNew: { postMessage: (data: unknown, target: string) => void } = fresh.handleFor({
    origin: OLD,
    handle: () => toOld,
  });
  const toOld = old.handleFor({ origin: NEW, handle: () => toNew });
  const atOld = createTalk<OldWord, NewWord>({
    self: old.self,
    other: toNew,
    origin: NEW,
    move: MOVE,
    hear: (word) => answered.push(word),
  });
  const atNew = createTalk<NewWord, OldWord>({
    self: fresh.self,
    other: toOld,
    origin: OLD,
    move: MOVE,
    hear: (word) => heard.push(word),
  });
  return { old, fresh, toOld, toNew, atOld, atNew, heard, answered };
};

const done = { wespend: 'move/1', move: MOVE, word: { say: 'done' } };

describe('two windows that move books', () => {
  it('hear each other', () => {
    const { atOld, atNew, heard, answered } = setUp();
    atNew.say({ say: 'ready' });
    atOld.say({ say: 'done' });
    expect([answered, heard]).toEqual([[{ say: 'ready' }], [{ say: 'done' }]]);
  });

  it('hear no other window, no other origin, no other move and no other words', () => {
    const { fresh, toOld, heard } = setUp();
    fresh.hear({}, OLD, done);
    fresh.hear(toOld, 'http://evil.example', done);
    fresh.hear(toOld, `${OLD}0`, done);
    fresh.hear(toOld, OLD, { ...done, move: 'b'.repeat(26) });
    for (const odd of [null, 'done', {}, { ...done, word: null }, { ...done, word: { say: 1 } }])
      fresh.hear(toOld, OLD, odd);
    expect(heard).toEqual([]);
    fresh.hear(toOld, OLD, done);
    expect(heard).toHaveLength(1);
  });

  it('say nothing to a window that has gone on to another origin', () => {
    const said: string[] = [];
    const talk = createTalk<OldWord, NewWord>({
      self: createWindow(OLD).self,
      other: { postMessage: (_, target) => said.push(target) },
      origin: NEW,
      move: MOVE,
      hear: () => undefined,
    });
    talk.say({ say: 'done' });
    expect(said).toEqual([NEW]);
  });
});

describe('the address of a move', () => {
  it('carries the move and the old origin behind the #', () => {
    expect(readMoveHash(writeMoveHash(MOVE, OLD))).toEqual({ move: MOVE, origin: OLD });
  });

  it('is told from a page that was opened by hand, and takes no other scheme', () => {
    for (const hash of [
      '',
      '#',
      `#${MOVE}`,
      writeMoveHash('short', OLD),
      writeMoveHash(MOVE, 'javascript:alert(1)'),
    ])
      expect(readMoveHash(hash)).toBeNull();
  });

  it('is taken as people type it', () => {
    expect(originTyped(' 192.168.1.30:3000 ')).toBe('http://192.168.1.30:3000');
    expect(originTyped('https://home.local:3000/book/#x')).toBe('https://home.local:3000');
    for (const odd of ['', 'a b', 'ftp://x', 'javascript:alert(1)']) expect(originTyped(odd)).toBeNull();
  });
});

describe('a book that comes over', () => {
  const stored = {
    id: 'a'.repeat(16),
    secret: new Uint8Array(16),
    invitedBy: '',
    name: 'Home',
    entries: 3,
    openedAt: 1,
    device: 'x.1',
    strategy: null,
    unshared: { x: [0, 2] },
    met: { 'y.1': { at: 5, lacks: null } },
  };

  it('is taken as it was, and nothing else along with it', () => {
    const read = readMovedBook({
      stored: { ...stored, copiedAt: 7, identity: 'the key', keys: 3, movedTo: 'x', evil: 1 },
      undo: emptyStacks,
    });
    expect(read).toEqual({ stored: { ...stored, copiedAt: 7, identity: 'the key' }, undo: emptyStacks });
  });

  it.each([
    ['an id that is none', { id: '../x' }],
    ['a secret that is too short', { secret: new Uint8Array(15) }],
    ['a secret that is text', { secret: 'x'.repeat(16) }],
    ['a device that is no text', { device: 3 }],
    ['odd ranges', { unshared: { x: [0] } }],
    ['odd meetings', { met: { y: 1 } }],
  ])('with %s is not taken', (_, odd) => {
    expect(readMovedBook({ stored: { ...stored, ...odd }, undo: emptyStacks })).toBeNull();
  });

  it('leaves odd steps to undo behind', () => {
    expect(readMovedBook({ stored, undo: { undo: [{ label: 1 }], redo: [] } })?.undo).toEqual(emptyStacks);
  });
});
