/**
 * How a reason for closing crosses the wire: as its own word, seen from the other side.
 * It does not know which links exist, nor which of them can carry a word.
 */

import type { CloseReason } from '../transport';

/** What the other side is told when this side closes for a reason. */
const seenFromThere: { readonly [Reason in CloseReason]: CloseReason } = {
  left: 'left',
  unplanned: 'unplanned',
  replaced: 'replaced',
  silent: 'silent',
  overflow: 'overflow',
  broken: 'broken',
  'too-new': 'too-new',
  refused: 'refused',
  'no-store': 'no-store',
  disk: 'disk',
  lost: 'lost',
  stopped: 'left',
};

export const wordFor = (reason: CloseReason): CloseReason => seenFromThere[reason];

/** A word that came from outside, or `left` where it is none of ours. */
export const reasonFrom = (word: string): CloseReason =>
  Object.hasOwn(seenFromThere, word) ? (word as CloseReason) : 'left';
