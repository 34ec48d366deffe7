import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_LIMIT } from '@/lib/sync/transport';
import { CHUNK_LIMIT, chunksOf, closeChunk, createJoiner } from '@/lib/sync/transports/chunking';
import { seededBytes } from './support/seeded-bytes';

const bytes = seededBytes(5);

describe('[T4] chunks', () => {
  it('carry frames of every size whole and in order, none above 16 KiB', () => {
    const sizes = [
      0,
      1,
      CHUNK_LIMIT - 5,
      CHUNK_LIMIT - 4,
      CHUNK_LIMIT - 3,
      CHUNK_LIMIT,
      100_000,
      FRAME_LIMIT,
    ];
    const joiner = createJoiner();
    for (const size of sizes) {
      const frame = bytes(new Uint8Array(size));
      const chunks = [...chunksOf(frame)];
      for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(CHUNK_LIMIT);
      const joined = chunks.map((chunk) => joiner.take(chunk));
      expect(joined.slice(0, -1).every((step) => step.kind === 'partial')).toBe(true);
      const last = joined.at(-1);
      expect(last?.kind === 'frame' && Buffer.from(last.frame).equals(frame)).toBe(true);
      expect(joiner.partial).toBe(false);
    }
  });

  it('do not change when the sender goes on using its buffer', () => {
    const frame = new Uint8Array([1, 2, 3]);
    const chunks = [...chunksOf(frame)];
    frame.fill(0);
    expect(chunks.map((chunk) => createJoiner().take(chunk))).toEqual([
      { kind: 'frame', frame: new Uint8Array([1, 2, 3]) },
    ]);
  });

  it('carry the reason of closing, and take a word that is none for having left', () => {
    expect(createJoiner().take(closeChunk('unplanned'))).toEqual({ kind: 'close', reason: 'unplanned' });
    expect(createJoiner().take(closeChunk('stopped'))).toEqual({ kind: 'close', reason: 'left' });
    expect(createJoiner().take(new Uint8Array([2, 120]))).toEqual({ kind: 'close', reason: 'left' });
  });

  it('that cannot be made a frame are broken, never a part of one', () => {
    const [first, second] = [...chunksOf(new Uint8Array(CHUNK_LIMIT))] as [Uint8Array, Uint8Array];
    const last = (...chunks: Uint8Array[]): string => {
      const joiner = createJoiner();
      return chunks.map((chunk) => joiner.take(chunk).kind).at(-1) ?? '';
    };
    expect(last(second)).toBe('broken');
    expect(last(first, first)).toBe('broken');
    expect(last(first, new Uint8Array(CHUNK_LIMIT).fill(1))).toBe('broken');
    expect(last(new Uint8Array([0, 0x81, 0x80, 0x40]))).toBe('broken');
    expect(last(new Uint8Array([0]))).toBe('broken');
    expect(last(new Uint8Array([]))).toBe('broken');
    expect(last(new Uint8Array([3, 1]))).toBe('broken');
  });

  it('of any bytes whatever never throw, and never give a frame above 1 MiB', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 12 }), (chunks) => {
        const joiner = createJoiner();
        for (const chunk of chunks) {
          const joined = joiner.take(chunk);
          if (joined.kind === 'broken') break;
          if (joined.kind === 'frame') expect(joined.frame.length).toBeLessThanOrEqual(FRAME_LIMIT);
        }
      }),
      { numRuns: 500 },
    );
  });
});
