/**
 * Counts messages and bytes where they arrive, by kind and by peer. What is said of "the data" is payload and asking: who is
 * there and how the way is, is counted apart. It does not know what becomes of any message.
 */

import { type FrameKind, frameKinds } from './frame-kinds';

export interface Amount {
  readonly messages: number;
  readonly bytes: number;
}

export interface Metered {
  readonly data: Amount;
  readonly byKind: { readonly [Kind in FrameKind]: Amount };
  /** Bytes of payload that were there already. */
  readonly redundant: number;
}

/** What arrived of the data since the window before. */
export interface Window extends Amount {
  readonly redundant: number;
  /** Bytes of it that the busiest peer sent and received. */
  readonly busiest: number;
}

export interface Arrival {
  readonly from: number;
  readonly to: number;
  readonly kind: FrameKind;
  readonly bytes: number;
  readonly redundant: number;
}

export interface Meter {
  arrived(arrival: Arrival): void;
  read(): Metered;
  takeWindow(): Window;
  /** Bytes of the data that each peer sent and received, by its number. */
  loads(): ReadonlyMap<number, number>;
}

interface Sum {
  messages: number;
  bytes: number;
}

const add = (sum: Sum, bytes: number): void => {
  sum.messages++;
  sum.bytes += bytes;
};

const addTo = (loads: Map<number, number>, who: number, bytes: number): void => {
  loads.set(who, (loads.get(who) ?? 0) + bytes);
};

export const createMeter = (): Meter => {
  const byKind = Object.fromEntries(frameKinds.map((kind) => [kind, { messages: 0, bytes: 0 }])) as {
    [Kind in FrameKind]: Sum;
  };
  const data: Sum = { messages: 0, bytes: 0 };
  const loads = new Map<number, number>();
  const loadsInWindow = new Map<number, number>();
  let redundant = 0;
  let before = { messages: 0, bytes: 0, redundant: 0 };

  return {
    arrived: ({ from, to, kind, bytes, redundant: known }) => {
      add(byKind[kind], bytes);
      if (kind !== 'payload' && kind !== 'asking') return;
      add(data, bytes);
      redundant += known;
      for (const who of [from, to]) {
        addTo(loads, who, bytes);
        addTo(loadsInWindow, who, bytes);
      }
    },
    read: () => ({ data: { ...data }, byKind: structuredClone(byKind), redundant }),
    takeWindow: () => {
      const window = {
        messages: data.messages - before.messages,
        bytes: data.bytes - before.bytes,
        redundant: redundant - before.redundant,
        busiest: Math.max(0, ...loadsInWindow.values()),
      };
      before = { ...data, redundant };
      loadsInWindow.clear();
      return window;
    },
    loads: () => loads,
  };
};
