/**
 * Follows each edit from its author to everybody who was there when it was written. It does not know by which way it goes.
 */

import type { Range } from '@/lib/sync/shared-document';

export interface DeliveryFigures {
  readonly written: number;
  /** On everybody's device who was there. */
  readonly delivered: number;
  /** Somebody still lacks it. */
  readonly waiting: number;
  /** Nobody who is left has it. */
  readonly lost: number;
  /** From writing to the last one's device in ms; null while there is none. */
  readonly median: number | null;
  /** The longest that any edit took, or has waited until now. */
  readonly longest: number | null;
}

export interface Deliveries {
  /** @param here everybody's number, the author's too. */
  wrote(author: number, range: Range, here: Iterable<number>): void;
  gained(who: number, ranges: readonly Range[]): void;
  /** It counts no more: gone, or faulty. */
  left(who: number): void;
  waiting(): number;
  figures(): DeliveryFigures;
}

interface Edit {
  readonly writer: number;
  readonly clock: number;
  readonly at: number;
  readonly holders: Set<number>;
  readonly lacking: Set<number>;
}

const middleOf = (sorted: readonly number[]): number | null => sorted[Math.floor(sorted.length / 2)] ?? null;

export const createDeliveries = (now: () => number): Deliveries => {
  /** Those under way, in the order of their writing. */
  const open = new Set<Edit>();
  const took: number[] = [];
  let written = 0;
  let lost = 0;

  const look = (edit: Edit): void => {
    if (edit.holders.size === 0) {
      open.delete(edit);
      lost++;
    } else if (edit.lacking.size === 0) {
      open.delete(edit);
      took.push(now() - edit.at);
    }
  };

  return {
    wrote: (author, { writer, from }, here) => {
      written++;
      const lacking = new Set(here);
      lacking.delete(author);
      const edit: Edit = { writer, clock: from, at: now(), holders: new Set([author]), lacking };
      open.add(edit);
      look(edit);
    },
    gained: (who, ranges) => {
      for (const edit of open) {
        const { writer, clock } = edit;
        if (!ranges.some((range) => range.writer === writer && range.from <= clock && clock < range.to))
          continue;
        edit.holders.add(who);
        edit.lacking.delete(who);
        look(edit);
      }
    },
    left: (who) => {
      for (const edit of open) {
        edit.holders.delete(who);
        edit.lacking.delete(who);
        look(edit);
      }
    },
    waiting: () => open.size,
    figures: () => {
      const waits = [...open].map(({ at }) => now() - at);
      const sorted = [...took].sort((one, other) => one - other);
      const longest = Math.max(-1, sorted.at(-1) ?? -1, ...waits);
      return {
        written,
        delivered: took.length,
        waiting: open.size,
        lost,
        median: middleOf(sorted),
        longest: longest < 0 ? null : longest,
      };
    },
  };
};
