/**
 * Counts the updates that come in, and those that held nothing new: what a way of sharing wastes.
 * It does not know why an update came.
 */

import type { Admission } from './shared-document';

export interface Payloads {
  readonly received: number;
  readonly receivedBytes: number;
  /** Of these, those of which nothing was new. */
  readonly redundant: number;
  readonly redundantBytes: number;
}

/** Yjs's update of nothing is a sign, not a payload. */
const EMPTY_UPDATE_BYTES = 2;

export const createPayloads = () => {
  const counted = { received: 0, receivedBytes: 0, redundant: 0, redundantBytes: 0 };
  return {
    note: (update: Uint8Array, { accepted, known }: Admission): void => {
      if (update.length <= EMPTY_UPDATE_BYTES) return;
      counted.received++;
      counted.receivedBytes += update.length;
      if (accepted.length > 0 || known.length === 0) return;
      counted.redundant++;
      counted.redundantBytes += update.length;
    },
    read: (): Payloads => ({ ...counted }),
  };
};
