/** What frames are for, as far as the lab's figures tell them apart. It does not know what is in them. */

import { decodeFrame } from '@/lib/sync/frame-codec';
import type { FrameType } from '@/lib/sync/frames';

/**
 * `payload` carries entries; `asking` finds out who lacks what; `presence` says who is there; `upkeep` greets, plans and
 * measures the way.
 */
export const frameKinds = ['payload', 'asking', 'presence', 'upkeep'] as const;
export type FrameKind = (typeof frameKinds)[number];

const kinds: { readonly [Type in FrameType]?: FrameKind } = {
  step2: 'payload',
  update: 'payload',
  batch: 'payload',
  presence: 'presence',
  board: 'presence',
  marks: 'presence',
  awareness: 'presence',
  queryAwareness: 'presence',
  signal: 'presence',
  hello: 'upkeep',
  plan: 'upkeep',
  ping: 'upkeep',
  pong: 'upkeep',
  bye: 'upkeep',
  spare: 'upkeep',
};

export const kindOfType = (type: FrameType): FrameKind => kinds[type] ?? 'asking';

export const kindOf = (bytes: Uint8Array): FrameKind => {
  const frame = decodeFrame(bytes);
  return frame.ok ? kindOfType(frame.value.type) : 'upkeep';
};
