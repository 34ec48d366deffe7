/**
 * Answers to a neighbor's question, as frames one after the other, each built when the link has room for it.
 * It does not know who asked, nor how fast the link is.
 */

import type { Frame } from './frames';
import type { Reach, SharedDocument } from './shared-document';

/** Yjs's update of nothing: no writers, no deletes. */
const EMPTY_UPDATE = new Uint8Array([0, 0]);

/** Many legal updates of bounded size, and a word at the end. */
export function* answerFrames(updates: Iterable<Uint8Array>, request: number): Generator<Frame> {
  for (const update of updates) yield { type: 'batch', request, update };
  yield { type: 'done', request };
}

/** The same for a stock client, which takes `step2` as the sign that all is there. */
export function* stockAnswerFrames(document: SharedDocument, have: Reach): Generator<Frame> {
  for (const update of document.updatesSince(have)) yield { type: 'update', update };
  yield { type: 'step2', update: EMPTY_UPDATE };
}
