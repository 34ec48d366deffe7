import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from '@/lib/sync/frame-codec';
import type { Frame, Word } from '@/lib/sync/frames';
import { createDice } from '../random';

const peer = 'abcdefghijklmnop';
const bytes = new Uint8Array([1, 2, 250]);
const far = Number.MAX_SAFE_INTEGER;

const frames: readonly (readonly [number, Frame])[] = [
  [0, { type: 'step1', reach: new Map([[far, 3]]) }],
  [0, { type: 'step2', update: bytes }],
  [0, { type: 'update', update: new Uint8Array() }],
  [1, { type: 'awareness', bytes }],
  [2, { type: 'denied', reason: 'because ☕' }],
  [3, { type: 'queryAwareness' }],
  [64, { type: 'hello', version: 1, peer, role: 'server', joinedAt: 1_790_000_000_000, token: 'secret' }],
  [65, { type: 'digest', digest: { entries: 7, hash: new Uint8Array(16).fill(9) } }],
  [66, { type: 'want', request: 5, reach: new Map([[1, 2]]) }],
  [67, { type: 'batch', request: 5, update: bytes }],
  [68, { type: 'wantRanges', request: 5, ranges: [{ writer: far, from: 3, to: 9 }] }],
  [69, { type: 'plan', exchange: null }],
  [69, { type: 'plan', exchange: 'diff' }],
  [69, { type: 'plan', exchange: 'full' }],
  [70, { type: 'ping', nonce: 3 }],
  [71, { type: 'pong', nonce: 3 }],
  [
    72,
    {
      type: 'presence',
      isAnswer: true,
      words: [
        { kind: 'links', peer, seq: 2, role: 'peer', joinedAt: 1, neighbors: ['relay', peer] },
        { kind: 'about', peer, seq: 3, about: '{"name":"Ana"}' },
        { kind: 'links', peer: 'relay', seq: 9, role: 'server', joinedAt: 0, neighbors: [] },
        { kind: 'about', peer: 'relay', seq: 2 ** 48 - 1, about: null },
      ],
    },
  ],
  [73, { type: 'bye', reason: 'stopped' }],
  [74, { type: 'done', request: 5 }],
  [75, { type: 'fingerprints', prints: [{ writer: far, clock: 4, print: bytes }] }],
  [76, { type: 'have', ranges: [{ writer: far, from: 3, to: 9 }] }],
  [77, { type: 'prune' }],
  [78, { type: 'graft', request: 5, ranges: [{ writer: 7, from: 0, to: 1 }] }],
  [79, { type: 'sums', request: 5, sums: new Uint8Array(192).fill(8) }],
  [80, { type: 'groupSums', request: 5, groups: [{ group: 31, sums: new Uint8Array(192).fill(8) }] }],
  [81, { type: 'prints', request: 5, buckets: [1023], prints: [{ writer: far, clock: 4, print: bytes }] }],
  [89, { type: 'board', peers: 200, hash: 2 ** 32 - 1 }],
  [90, { type: 'marks', isWhole: true, marks: [{ mark: 2 ** 32 - 1, links: 3, about: 0 }] }],
  [83, { type: 'signal', from: peer, to: peer, id: 9, hops: 3, sealed: 'c2VhbGVk' }],
];

describe('a frame', () => {
  it.each(frames)('[F1] of type %i comes back as it was sent', (number, frame) => {
    const sent = encodeFrame(frame);
    expect(sent[0]).toBe(number);
    expect(decodeFrame(sent)).toEqual({ ok: true, value: frame });
  });

  it.each(frames)('[F2] of type %i may be followed by what a later version adds', (_, frame) => {
    // To an update the author was added once, so that nobody need understand it.
    const withAll = frame.type === 'update' ? { ...frame, author: 2 ** 32 - 1 } : frame;
    const longer = new Uint8Array([...encodeFrame(withAll), 1, 2, 3]);
    expect(decodeFrame(longer)).toEqual({ ok: true, value: withAll });
  });

  it.each(frames)(
    '[F2] of type %i cut short is malformed, never an exception, never something else',
    (_, frame) => {
      const sent = encodeFrame(frame);
      for (let length = 0; length < sent.length; length++)
        expect(decodeFrame(sent.slice(0, length))).toMatchObject({ ok: false });
    },
  );

  it('[F2] of an unknown type is told apart from a malformed one', () => {
    for (const type of [4, 63, 99, 127])
      expect(decodeFrame(new Uint8Array([type, 1, 2]))).toMatchObject({ error: { kind: 'unknown' } });
    expect(decodeFrame(new Uint8Array([69, 9]))).toMatchObject({ error: { kind: 'malformed' } });
  });

  it('[F2] that counts more than may be, or names what is not there, is malformed before anything is kept', () => {
    const huge = [255, 255, 255, 255, 255, 255, 255, 15];
    const letters = (count: number): number[] => Array.from({ length: count }, () => 97);
    const name = [1, ...letters(1)];
    const filler = Array.from({ length: 200_000 }, () => 0);
    const hostile = [
      [76, ...huge, ...filler],
      [76, 129, 8, ...filler],
      [76, 1, 1, ...huge, ...huge],
      [78, 1, 129, 8, ...filler],
      [80, 1, 33, ...filler],
      [80, 1, 1, 32, ...filler],
      [81, 1, 129, 8, ...filler],
      [81, 1, 1, 128, 8, 0],
      [81, 1, 0, 129, 64, ...filler],
      [75, 129, 64, ...filler],
      [72, 2, ...filler],
      [72, 0, 65, ...filler],
      [72, 0, 1, 65, ...letters(65), ...filler],
      [72, 0, 1, ...name, 3, ...filler],
      [72, 0, 1, ...name, 2, 128, 128, 128, 128, 128, 128, 64],
      [72, 0, 1, ...name, 0, 1, 0, 0, 209, 15, ...filler],
      [72, 0, 1, ...name, 1, 1, 209, 15, ...letters(2_001)],
      [89, 1, 128, 128, 128, 128, 16],
      [90, 0, 129, 32, ...filler],
      [90, 0, 1, 128, 128, 128, 128, 16, 0, 0],
    ];
    for (const sent of hostile)
      expect(decodeFrame(new Uint8Array(sent))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it('[F2] with a word that holds more than it may says what is wrong with it', () => {
    const word = { kind: 'links', seq: 1, role: 'peer', joinedAt: 0 } as const;
    const neighbors = Array.from({ length: 2_001 }, (_, place) => `${place}`);
    const messageOf = (frame: Frame): string => {
      const read = decodeFrame(encodeFrame(frame));
      return read.ok ? '' : read.error.message;
    };
    const presence = (...words: readonly Word[]): Frame => ({ type: 'presence', isAnswer: false, words });
    expect(messageOf(presence({ ...word, peer, neighbors }))).toMatch('2001 where at most 2000 may be');
    expect(messageOf(presence({ ...word, peer: 'a'.repeat(65), neighbors: [] }))).toMatch('65 letters');
    expect(messageOf(presence({ kind: 'about', peer, seq: 1, about: 'x'.repeat(2_001) }))).toMatch(
      '2001 letters where at most 2000 may be',
    );
  });

  it('[F2] of any bytes whatever never throws, and never reads beyond its own', () => {
    const dice = createDice(1);
    for (let round = 0; round < 5_000; round++) {
      const around = Uint8Array.from({ length: 60 }, () => dice.below(256));
      const own = around.subarray(10, 10 + dice.below(40));
      if (own.length > 0 && dice.chance(0.8)) own[0] = dice.pick(frames)[0];
      expect(decodeFrame(own)).toEqual(decodeFrame(own.slice()));
    }
  });
});
