/** The last frames that were sent in a room, undecoded until somebody wants to read them. */

import { decodeFrame } from '@/lib/sync/frame-codec';
import type { PeerId } from '@/lib/sync/transport';

export interface LoggedFrame {
  readonly at: number;
  readonly from: PeerId;
  readonly to: PeerId;
  readonly bytes: Uint8Array;
}

export interface FrameLog {
  note(at: number, from: PeerId, to: PeerId, bytes: Uint8Array): void;
  /** The oldest first. */
  latest(count: number): LoggedFrame[];
  /** How many were sent since the start. */
  readonly count: number;
}

const KEPT = 512;

export const createFrameLog = (): FrameLog => {
  const ring: LoggedFrame[] = [];
  let count = 0;
  return {
    note: (at, from, to, bytes) => {
      ring[count % KEPT] = { at, from, to, bytes };
      count++;
    },
    latest: (wanted) => {
      const kept = Math.min(count, KEPT, wanted);
      return Array.from({ length: kept }, (_, index) => ring[(count - kept + index) % KEPT]).filter(
        (frame) => frame !== undefined,
      );
    },
    get count() {
      return count;
    },
  };
};

const carriers: ReadonlySet<string> = new Set(['update', 'step2', 'batch']);
const repeatable: ReadonlySet<string> = new Set(['update', 'batch', 'digest', 'presence', 'have', 'proof']);

const typeOf = ({ bytes }: LoggedFrame): string => {
  const frame = decodeFrame(bytes);
  return frame.ok ? frame.value.type : frame.error.kind;
};

/** Carries entries. */
export const carriesEntries = (frame: LoggedFrame): boolean => carriers.has(typeOf(frame));

/** A network may bring it a second time without having said anything false about the session. */
export const mayRepeat = (frame: LoggedFrame): boolean => repeatable.has(typeOf(frame));

export const describeFrame = (frame: LoggedFrame): string =>
  `${(frame.at / 1_000).toFixed(3).padStart(8)} s  ${frame.from} -> ${frame.to}  ${typeOf(frame)} ${frame.bytes.length} B`;
