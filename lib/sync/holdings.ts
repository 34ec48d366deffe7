/**
 * Which entries somebody else is known to have had, whoever it was: what is safe if this device is lost.
 * It does not know how it became known.
 */

import type { Reach } from './shared-document';

export interface Holdings {
  note(reach: Reach): void;
  of(writer: number): number;
}

export const createHoldings = (): Holdings => {
  const held = new Map<number, number>();
  return {
    note: (reach) => {
      for (const [writer, clock] of reach) if ((held.get(writer) ?? 0) < clock) held.set(writer, clock);
    },
    of: (writer) => held.get(writer) ?? 0,
  };
};
