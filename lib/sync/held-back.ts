/**
 * Updates that came before what they follow on, as happens when two ways through the room differ in length: kept for a
 * moment outside the document, a bounded number of them, so that they need not be sent again.
 * It does not know how what is missing is asked for.
 */

import type { Range, Reach } from './shared-document';
import type { PeerId } from './transport';

const MOST_UPDATES = 64;
const MOST_BYTES = 256 * 1024;

export interface HeldUpdate {
  readonly update: Uint8Array;
  readonly from: PeerId;
  readonly gaps: readonly Range[];
}

export interface HeldBack {
  keep(held: HeldUpdate): void;
  /** Takes out one update whose gaps are filled by now. */
  takeReady(reach: Reach): HeldUpdate | null;
  clear(): void;
}

export const createHeldBack = (): HeldBack => {
  let kept: HeldUpdate[] = [];

  const bytes = (): number => kept.reduce((sum, { update }) => sum + update.length, 0);

  const isFilled = (reach: Reach, { gaps }: HeldUpdate): boolean =>
    gaps.every(({ writer, to }) => (reach.get(writer) ?? 0) >= to);

  return {
    keep: (held) => {
      kept.push(held);
      while (kept.length > MOST_UPDATES || bytes() > MOST_BYTES) kept.shift();
    },
    takeReady: (reach) => {
      const ready = kept.find((held) => isFilled(reach, held));
      if (ready === undefined) return null;
      kept = kept.filter((held) => held !== ready);
      return ready;
    },
    clear: () => {
      kept = [];
    },
  };
};
