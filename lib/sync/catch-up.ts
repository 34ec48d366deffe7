/**
 * How a replica catches up with its neighbors and keeps them caught up: digests say whether there is something to ask
 * (telling.ts), one neighbor is asked (questions.ts, asking.ts), others are answered (answers.ts), what is new goes on
 * through the room (spreading.ts). Here every frame of it comes in, and finds its way. SPEC.md, section 3.
 * It does not know how neighbors were found, nor what the entries say.
 */

import { createAnswers, stockAnswerFrames } from './answers';
import { createAsking } from './asking';
import type { Clock, Random } from './clock';
import type { Frame, GroupSums } from './frames';
import { createHeldBack } from './held-back';
import { createPayloads, type Payloads } from './payloads';
import { doubted, lack } from './questions';
import type { Session } from './session';
import type { Admission, Digest, Origin, Range, Reach, SharedDocument } from './shared-document';
import { createSpreading } from './spreading';
import { entriesLackedBy, newStanding, noteAccount, noteHeld, type Standing, sameDigest } from './standing';
import { carriesData } from './strategy';
import { answerToGroups } from './sums';
import { createTelling } from './telling';
import type { PeerId } from './transport';

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
  /** What came in since the start, and how much of it was here already. */
  payloads(): Payloads;
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
  const { document, clock } = needs;
  const standings = new Map<Session, Standing>();
  const holdings = createHoldings();
  const heldBack = createHeldBack();
  const payloads = createPayloads();
  let isInBulk = false;
  let stopListening = (): void => undefined;

  const flows = (session: Session): boolean => session.isOpen && carriesData(session.exchange);
  const asking = createAsking({ ...needs, standings, flows, answered: (session) => answered(session) });
  const shared = { ...needs, standings, flows, isBulk: asking.isBulk };
  const spreading = createSpreading(shared);
  const telling = createTelling({ ...shared, tellAll: () => tellAll() });

  // ---- digests

  const compare = (standing: Standing): void => {
    const digest = document.digest(standing.forks);
    const isAgreed = sameDigest(standing.theirDigest, digest);
    if (isAgreed && !sameDigest(standing.agreedOn, digest)) {
      noteAccount(standing, document.reach());
      holdings.note(standing.theirs);
    }
    standing.agreedOn = isAgreed ? digest : null;
    if (!isAgreed) return;
    standing.lacking = [];
    standing.doubt = null;
    standing.failures = 0;
  };

  const tellAll = (): void => {
    for (const [session, standing] of standings) {
      compare(standing);
      telling.tell(session, standing, false);
    }
    asking.consider();
    needs.changed();
  };

  /** What the neighbor told before still differs: it is looked at once more, in case that nothing else is heard of it. */
  const answered = (session: Session): void => {
    const standing = standings.get(session);
    if (standing !== undefined) {
      compare(standing);
      const { theirDigest } = standing;
      if (theirDigest !== null && standing.agreedOn === null)
        doubted(standing, theirDigest, document.digest(standing.forks), clock.now(), false);
    }
    tellAll();
  };

  const hearDigest = (session: Session, standing: Standing, digest: Digest): void => {
    const isMeeting = standing.theirDigest === null;
    standing.theirDigest = digest;
    standing.theirDigestAt = clock.now();
    compare(standing);
    if (standing.agreedOn !== null) telling.tell(session, standing, false);
    else doubted(standing, digest, document.digest(standing.forks), clock.now(), isMeeting);
    asking.consider();
    needs.changed();
  };

  // ---- answering

  const answers = createAnswers({
    document,
    lacked: (standing, ranges) => {
      const due = clock.now() + spreading.patience(null);
      lack(
        standing,
        ranges.map((range) => ({ ...range, due, announced: false })),
      );
      asking.consider();
    },
    accounted: holdings.note,
    forked: (session, standing, writers) => {
      for (const writer of writers) needs.forked(writer);
      compare(standing);
      telling.tell(session, standing, true);
    },
    changed: needs.changed,
  });

  /** The asked neighbor has said in which groups the copies differ. */
  const hearGroups = (
    session: Session,
    standing: Standing,
    request: number,
    groups: readonly GroupSums[],
  ): void => {
    if (asking.openKind(session, request) !== 'sums') return;
    asking.progressed(session, request, 0);
    const further = answerToGroups(document, standing.forks, request, groups);
    if (further === null) asking.finished(session, request);
    else session.send(further);
  };

  // ---- hearing

  const admit = (peer: PeerId, standing: Standing | undefined, update: Uint8Array): Admission => {
    const admission = document.admit(update, peer);
    payloads.note(update, admission);
    if (standing !== undefined) noteHeld(standing, [...admission.accepted, ...admission.known]);
    const { refused, gaps } = admission;
    if (gaps.length > 0) heldBack.keep({ update, from: peer, gaps });
    const behindGaps = new Set(gaps.map(({ writer }) => writer));
    const told = refused.filter(({ range }) => range === null || !behindGaps.has(range.writer));
    if (told.length > 0) needs.refused(peer, { ...admission, refused: told });
    return admission;
  };

  /** What waited for what has just come is taken now. */
  const admitHeldBack = (): void => {
    for (
      let held = heldBack.takeReady(document.reach());
      held !== null;
      held = heldBack.takeReady(document.reach())
    )
      admit(held.from, undefined, held.update);
  };

  const hearUpdate = (session: Session, standing: Standing, update: Uint8Array): void => {
    const admission = admit(session.peer, standing, update);
    spreading.received(session, standing, admission);
    const { accepted, gaps } = admission;
    if (accepted.length > 0) admitHeldBack();
    if (gaps.length === 0) return;
    if (session.isStock) return session.send({ type: 'step1', reach: document.reach() });
    const due = clock.now() + spreading.patience(session);
    lack(
      standing,
      gaps.map((gap) => ({ ...gap, due, announced: false })),
    );
    asking.consider();
  };

  const hearBatch = (session: Session, standing: Standing, request: number, update: Uint8Array): void => {
    const kind = asking.openKind(session, request);
    isInBulk = kind !== 'ranges' && kind !== 'graft';
    const { accepted } = admit(session.peer, standing, update);
    isInBulk = false;
    asking.progressed(session, request, accepted.length);
    if (accepted.length > 0) admitHeldBack();
    needs.changed();
  };

  const hear = (session: Session, standing: Standing, frame: Frame): void => {
    switch (frame.type) {
      case 'digest':
        return hearDigest(session, standing, frame.digest);
      case 'want':
        return answers.want(session, standing, frame.request, frame.reach);
      case 'wantRanges':
        return answers.ranges(session, standing, frame.request, frame.ranges);
      case 'graft':
        spreading.grafted(standing);
        return answers.ranges(session, standing, frame.request, frame.ranges);
      case 'sums':
        return answers.sums(session, standing, frame.request, frame.sums);
      case 'groupSums':
        return hearGroups(session, standing, frame.request, frame.groups);
      case 'prints':
        return answers.prints(session, standing, frame);
      case 'fingerprints':
        return answers.fingerprints(session, standing, frame.prints);
      case 'batch':
        return hearBatch(session, standing, frame.request, frame.update);
      case 'done':
        return asking.finished(session, frame.request);
      case 'update':
      case 'step2':
        return hearUpdate(session, standing, frame.update);
      case 'have':
        spreading.announced(session, standing, frame.ranges);
        return asking.consider();
      case 'prune':
        return spreading.pruned(standing);
      case 'step1':
        return session.stream(stockAnswerFrames(document, frame.reach), () => undefined);
    }
  };

  const grew = (ranges: readonly Range[], origin: Origin): void => {
    telling.grew();
    if (origin !== 'storage') spreading.passOn(ranges, origin, isInBulk);
  };

  /** [C12] In a full exchange everything is asked for, whatever the digests say. */
  const meet = (session: Session, standing: Standing): void => {
    standings.set(session, standing);
    if (session.isStock) return session.send({ type: 'step1', reach: document.reach() });
    if (standing.sentDigest === null) telling.tell(session, standing, true);
    if (session.exchange !== 'full' || standing.isFull) return;
    standing.isFull = true;
    standing.isAllDue = true;
    asking.consider();
  };

  const countEntries = (): number => {
    let entries = 0;
    for (const clock_ of document.reach().values()) entries += clock_;
    return entries;
  };

  return {
    start: () => {
      stopListening = document.onGrowth(grew);
      telling.start();
    },
    stop: () => {
      stopListening();
      telling.stop();
      spreading.stop();
      asking.stop();
      heldBack.clear();
      standings.clear();
    },
    met: (session) => {
      if (!flows(session)) return;
      const known = standings.get(session);
      if (known === undefined || !session.isStock) meet(session, known ?? newStanding());
    },
    left: (session) => {
      standings.delete(session);
      asking.left(session);
      spreading.left();
    },
    frame: (session, frame) => {
      const standing = standings.get(session) ?? newStanding();
      standings.set(session, standing);
      hear(session, standing, frame);
    },
    standingOf: (session) => {
      const standing = standings.get(session);
      if (standing === undefined) return { agreed: false, lacks: null };
      return {
        agreed: standing.agreedOn !== null,
        lacks: entriesLackedBy(standing, document.reach()),
      };
    },
    heldElsewhere: holdings.of,
    progress: () => {
      const asked = asking.bulkFrom();
      const theirDigest = asked === null ? null : standings.get(asked)?.theirDigest;
      return theirDigest == null ? null : { entries: countEntries(), of: theirDigest.entries };
    },
    payloads: payloads.read,
  };
};
