/**
 * Answers to a neighbor's questions, as frames one after the other, each built when the link has room for it; and what is
 * learned from a question about what is missing here.
 * It does not know how fast links are, nor what is asked in turn (asking.ts).
 */

import { compareFingerprints, printsOf } from './forks';
import type { Fingerprint, Frame } from './frames';
import { isLargeReach } from './questions';
import type { Session } from './session';
import type { Range, Reach, SharedDocument } from './shared-document';
import { noteAccount, noteHeld, noteSent, rangesAhead, type Standing, sameDigest } from './standing';
import { groupsThatDiffer } from './sums';

/** Yjs's update of nothing: no writers, no deletes. */
const EMPTY_UPDATE = new Uint8Array([0, 0]);

/** Many legal updates of bounded size, and a word at the end. */
function* answerFrames(updates: Iterable<Uint8Array>, request: number): Generator<Frame> {
  for (const update of updates) yield { type: 'batch', request, update };
  yield { type: 'done', request };
}

/** The same for a stock client, which takes `step2` as the sign that all is there. */
export function* stockAnswerFrames(document: SharedDocument, have: Reach): Generator<Frame> {
  for (const update of document.updatesSince(have)) yield { type: 'update', update };
  yield { type: 'step2', update: EMPTY_UPDATE };
}

export interface AnswersNeeds {
  readonly document: SharedDocument;
  /** The neighbor has these entries, and they are not here. */
  readonly lacked: (standing: Standing, ranges: readonly Range[]) => void;
  /** The neighbor's whole copy reaches so far. */
  readonly accounted: (reach: Reach) => void;
  readonly forked: (session: Session, standing: Standing, writers: readonly number[]) => void;
  readonly changed: () => void;
}

export interface Answers {
  want(session: Session, standing: Standing, request: number, have: Reach): void;
  ranges(session: Session, standing: Standing, request: number, ranges: readonly Range[]): void;
  sums(session: Session, standing: Standing, request: number, sums: Uint8Array): void;
  prints(session: Session, standing: Standing, frame: Extract<Frame, { readonly type: 'prints' }>): void;
  fingerprints(session: Session, standing: Standing, prints: readonly Fingerprint[]): void;
}

export const createAnswers = (needs: AnswersNeeds): Answers => {
  const { document } = needs;

  const send = (session: Session, standing: Standing, request: number, ranges: readonly Range[]): void => {
    const unforked = ranges.filter(({ writer }) => !standing.forks.has(writer));
    session.stream(answerFrames(document.updatesFor(unforked), request), () => {
      noteSent(standing, unforked);
      needs.changed();
    });
  };

  /** Both hold equally many entries of each writer, and yet they do not agree. */
  const suspectFork = (session: Session, standing: Standing): void => {
    if (standing.theirDigest === null || isLargeReach(document)) return;
    if (sameDigest(standing.theirDigest, document.digest(standing.forks))) return;
    session.send({ type: 'fingerprints', prints: printsOf(document, document.reach()) });
  };

  const compare = (session: Session, standing: Standing, prints: readonly Fingerprint[]): void => {
    const fresh = compareFingerprints(document, session, standing, prints);
    if (fresh.length > 0) needs.forked(session, standing, fresh);
  };

  /** Prints that are right here, as ranges in two heaps: what is missing there, and what is missing here. */
  const weigh = (standing: Standing, buckets: readonly number[], prints: readonly Fingerprint[]) => {
    const named = new Map(prints.map(({ writer, clock }) => [writer, clock]));
    const within = new Set(buckets);
    const reach = document.reach();
    const there = new Map([...reach].filter(([writer]) => within.has(document.bucketOf(writer))));
    for (const writer of named.keys()) there.set(writer, reach.get(writer) ?? 0);
    return {
      missingThere: rangesAhead(there, named, standing.forks),
      missingHere: rangesAhead(named, there, standing.forks),
    };
  };

  return {
    want: (session, standing, request, have) => {
      const reach = new Map(document.reach());
      const ahead = rangesAhead(reach, have, standing.forks);
      send(session, standing, request, ahead);
      // In a full exchange an empty reach says nothing of what the neighbor has.
      if (session.exchange === 'full' && have.size === 0) return;
      noteAccount(standing, have);
      needs.accounted(have);
      const lacking = rangesAhead(have, reach, standing.forks);
      needs.lacked(standing, lacking);
      if (ahead.length === 0 && lacking.length === 0) suspectFork(session, standing);
    },
    ranges: (session, standing, request, ranges) => send(session, standing, request, ranges),
    sums: (session, standing, request, sums) => {
      const groups = groupsThatDiffer(document, standing.forks, sums);
      session.send(groups.length > 0 ? { type: 'groupSums', request, groups } : { type: 'done', request });
    },
    prints: (session, standing, { request, buckets, prints }) => {
      compare(session, standing, prints);
      const { missingThere, missingHere } = weigh(standing, buckets, prints);
      noteHeld(standing, missingHere);
      if (missingHere.length > 0) {
        const prefixes = missingHere.map(({ writer, from }) => [writer, from] as const);
        session.send({ type: 'fingerprints', prints: printsOf(document, prefixes) });
      }
      send(session, standing, request, missingThere);
      needs.lacked(standing, missingHere);
    },
    fingerprints: compare,
  };
};
