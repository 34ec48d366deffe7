/**
 * How a replica catches up with its neighbors and keeps them caught up: digest first, then one of them is asked for what
 * is missing, the first that has news; what is new goes on to all. SPEC.md, section 3.
 * It does not know how neighbors were found, nor what the entries say.
 */

import { answerFrames, stockAnswerFrames } from './answers';
import { createAsking } from './asking';
import type { Clock, Random } from './clock';
import { compareFingerprints, suspectFork } from './forks';
import type { Frame } from './frames';
import type { Session } from './session';
import type { Admission, Digest, Origin, Range, Reach, SharedDocument } from './shared-document';
import { entriesLackedBy, newStanding, noteHeld, rangesAhead, type Standing, sameDigest } from './standing';
import { carriesData } from './strategy';
import type { PeerId } from './transport';

/** New entries are gathered for so long before the new digest is told. */
const ANNOUNCE_MS = 250;
/** Now and then the digest is told without any reason, so that whatever was lost heals. */
const ANTI_ENTROPY_MS = 15_000;
/** A gap is often filled by the next frame: ask only after this. */
const GAP_PATIENCE_MS = 100;

export interface CatchUpNeeds {
  readonly self: PeerId;
  readonly document: SharedDocument;
  readonly clock: Clock;
  readonly random: Random;
  readonly refused: (peer: PeerId, admission: Admission) => void;
  readonly forked: (writer: number) => void;
  readonly changed: () => void;
}

export interface NeighborStanding {
  readonly agreed: boolean;
  /** How many of our entries it lacks; null when not known. */
  readonly lacks: number | null;
}

/** While a neighbor is answering: how many entries are here, and how many it has. */
export interface Progress {
  readonly entries: number;
  readonly of: number;
}

export interface CatchUp {
  start(): void;
  stop(): void;
  /** The session is open, or its plan changed. */
  met(session: Session): void;
  left(session: Session): void;
  frame(session: Session, frame: Frame): void;
  standingOf(session: Session): NeighborStanding;
  /** The highest count of this writer's entries that any neighbor was ever known to have. */
  heldElsewhere(writer: number): number;
  progress(): Progress | null;
}

/** Which entries somebody else is known to have had, whoever it was. */
const createHoldings = () => {
  const held = new Map<number, number>();
  return {
    note: (reach: Reach): void => {
      for (const [writer, clock] of reach) if ((held.get(writer) ?? 0) < clock) held.set(writer, clock);
    },
    of: (writer: number): number => held.get(writer) ?? 0,
  };
};

export const createCatchUp = (needs: CatchUpNeeds): CatchUp => {
  const { document, clock, random } = needs;
  const standings = new Map<Session, Standing>();
  const holdings = createHoldings();
  let inBulk = false;
  let stopListening = (): void => undefined;
  let stopAntiEntropy = (): void => undefined;
  let cancelAnnounce: (() => void) | null = null;

  const flows = (session: Session): boolean => session.isOpen && carriesData(session.exchange);
  const asking = createAsking({ ...needs, standings, flows, answered: () => tellAll() });

  // ---- digests

  const compare = (standing: Standing): void => {
    standing.agreed = sameDigest(standing.theirDigest, document.digest(standing.forks));
    if (!standing.agreed) return;
    standing.theirs = new Map(document.reach());
    standing.lacking = [];
    standing.failures = 0;
    holdings.note(standing.theirs);
  };

  /** [C1] A digest is told when it differs from the one told last, and now and then all the same. */
  const tellDigest = (session: Session, standing: Standing, always: boolean): void => {
    if (!flows(session) || session.isStock) return;
    const digest = document.digest(standing.forks);
    if (!always && sameDigest(digest, standing.sentDigest)) return;
    standing.sentDigest = digest;
    standing.sentAt = clock.now();
    session.send({ type: 'digest', digest });
  };

  const tellAll = (): void => {
    for (const [session, standing] of standings) {
      compare(standing);
      tellDigest(session, standing, clock.now() - standing.sentAt >= ANTI_ENTROPY_MS);
    }
    asking.consider();
    needs.changed();
  };

  const announceSoon = (): void => {
    cancelAnnounce ??= clock.after(ANNOUNCE_MS, () => {
      cancelAnnounce = null;
      // While an answer is coming in, the digest changes with every frame of it: told once, at its end.
      if (!asking.isOpen()) tellAll();
    });
  };

  const antiEntropy = (): void => {
    tellAll();
    stopAntiEntropy = clock.after(ANTI_ENTROPY_MS * (0.8 + 0.4 * random()), antiEntropy);
  };

  // ---- answering

  const withoutForks = (have: Reach, { forks }: Standing): Reach => {
    if (forks.size === 0) return have;
    const masked = new Map(have);
    for (const writer of forks) masked.set(writer, document.reach().get(writer) ?? 0);
    return masked;
  };

  /** [C5] Who is asked learns from the question what it lacks itself. */
  const answer = (session: Session, standing: Standing, request: number, have: Reach): void => {
    const reach = new Map(document.reach());
    standing.theirs = new Map(have);
    holdings.note(have);
    standing.lacking = rangesAhead(have, reach, standing.forks);
    const ahead = rangesAhead(reach, have, standing.forks);
    session.stream(answerFrames(document.updatesSince(withoutForks(have, standing)), request), () => {
      noteHeld(standing, ahead);
      needs.changed();
    });
    if (ahead.length === 0 && standing.lacking.length === 0) suspectFork(document, session, standing);
    asking.considerIn(GAP_PATIENCE_MS);
  };

  const answerRanges = (
    session: Session,
    standing: Standing,
    request: number,
    ranges: readonly Range[],
  ): void =>
    session.stream(answerFrames(document.updatesFor(ranges), request), () => noteHeld(standing, ranges));

  // ---- hearing

  const admit = (session: Session, standing: Standing, update: Uint8Array): Admission => {
    const admission = document.admit(update, session.peer);
    noteHeld(standing, admission.accepted);
    if (admission.refused.length > 0) needs.refused(session.peer, admission);
    return admission;
  };

  const hearUpdate = (session: Session, standing: Standing, update: Uint8Array): void => {
    const { gaps } = admit(session, standing, update);
    if (gaps.length === 0) return;
    if (session.isStock) return session.send({ type: 'step1', reach: document.reach() });
    standing.lacking = [...standing.lacking, ...gaps];
    asking.considerIn(GAP_PATIENCE_MS);
  };

  const hearBatch = (session: Session, standing: Standing, request: number, update: Uint8Array): void => {
    inBulk = true;
    const { accepted } = admit(session, standing, update);
    inBulk = false;
    asking.progressed(session, request, accepted.length);
    needs.changed();
  };

  const hearDigest = (session: Session, standing: Standing, digest: Digest): void => {
    standing.theirDigest = digest;
    compare(standing);
    tellDigest(session, standing, false);
    asking.consider();
    needs.changed();
  };

  const hear = (session: Session, standing: Standing, frame: Frame): void => {
    switch (frame.type) {
      case 'digest':
        return hearDigest(session, standing, frame.digest);
      case 'want':
        return answer(session, standing, frame.request, frame.reach);
      case 'wantRanges':
        return answerRanges(session, standing, frame.request, frame.ranges);
      case 'batch':
        return hearBatch(session, standing, frame.request, frame.update);
      case 'done':
        return asking.finished(session, frame.request);
      case 'update':
      case 'step2':
        return hearUpdate(session, standing, frame.update);
      case 'step1':
        return session.stream(stockAnswerFrames(document, frame.reach), () => undefined);
      case 'fingerprints': {
        const fresh = compareFingerprints(document, session, standing, frame.prints);
        for (const writer of fresh) needs.forked(writer);
        if (fresh.length === 0) return;
        compare(standing);
        return tellDigest(session, standing, true);
      }
    }
  };

  // ---- passing on

  const wantedBy = ({ theirs, forks }: Standing, ranges: readonly Range[]): Range[] =>
    ranges.filter(({ writer, to }) => (theirs?.get(writer) ?? 0) < to && !forks.has(writer));

  /** [C4] What is new goes to every neighbor but the one it came from; what came in bulk is announced instead. */
  const passOn = (ranges: readonly Range[], origin: Origin): void => {
    announceSoon();
    if (origin === 'storage') return;
    for (const [session, standing] of standings) {
      const isTold = flows(session) && session.peer !== origin && (!inBulk || session.isStock);
      const wanted = isTold ? wantedBy(standing, ranges) : [];
      if (wanted.length === 0) continue;
      const updates = [...document.updatesFor(wanted)];
      session.stream(
        updates.map((update): Frame => ({ type: 'update', update })),
        () => undefined,
      );
      noteHeld(standing, wanted);
    }
  };

  const meet = (session: Session, standing: Standing): void => {
    standings.set(session, standing);
    if (session.isStock) session.send({ type: 'step1', reach: document.reach() });
    else tellDigest(session, standing, true);
  };

  const countEntries = (): number => {
    let entries = 0;
    for (const clock_ of document.reach().values()) entries += clock_;
    return entries;
  };

  return {
    start: () => {
      stopListening = document.onGrowth(passOn);
      stopAntiEntropy = clock.after(ANTI_ENTROPY_MS * random(), antiEntropy);
    },
    stop: () => {
      stopListening();
      stopAntiEntropy();
      cancelAnnounce?.();
      cancelAnnounce = null;
      asking.stop();
      standings.clear();
    },
    met: (session) => {
      const known = standings.get(session);
      const isNews = known === undefined || (!session.isStock && known.sentDigest === null);
      if (isNews && flows(session)) meet(session, known ?? newStanding());
    },
    left: (session) => {
      standings.delete(session);
      asking.left(session);
    },
    frame: (session, frame) => {
      const standing = standings.get(session) ?? newStanding();
      standings.set(session, standing);
      hear(session, standing, frame);
    },
    standingOf: (session) => {
      const standing = standings.get(session);
      if (standing === undefined) return { agreed: false, lacks: null };
      return { agreed: standing.agreed, lacks: entriesLackedBy(standing, document.reach()) };
    },
    heldElsewhere: holdings.of,
    progress: () => {
      const asked = asking.asked();
      const theirDigest = asked === null ? null : standings.get(asked)?.theirDigest;
      return theirDigest == null ? null : { entries: countEntries(), of: theirDigest.entries };
    },
  };
};
