/**
 * How a replica catches up with its neighbors and keeps them caught up: digests say whether there is something to ask
 * (telling.ts), one neighbor is asked (questions.ts, asking.ts), others are answered (answers.ts), what is new goes on
 * through the room (spreading.ts). Here every frame of it comes in, and finds its way. SPEC.md, section 3.
 * It does not know how neighbors were found, nor what the entries say.
 */

import { createAgreement } from './agreement';
import { createAnswers, stockAnswerFrames } from './answers';
import { createAsking } from './asking';
import type { Clock, Random } from './clock';
import { noteDoubles, suspectRefused } from './forks';
import type { Frame, GroupSums } from './frames';
import { createHoldings } from './holdings';
import { createIntake } from './intake';
import type { Payloads } from './payloads';
import { markOf } from './presence-marks';
import { lack } from './questions';
import type { Session } from './session';
import type { Admission, Origin, Range, Reach, SharedDocument } from './shared-document';
import { createSpreading } from './spreading';
import {
  entriesLackedBy,
  newStanding,
  noteAccount,
  noteHeld,
  noteSent,
  rangesAhead,
  type Standing,
} from './standing';
import { createStockAsking } from './stock-asking';
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
  /** So many entries that a stock client has cannot be had from it; 0 when all can. */
  readonly unexchanged: (peer: PeerId, entries: number) => void;
  readonly onwardFrom: (author: number) => ReadonlySet<PeerId> | null;
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
  /** How many of this writer's entries a neighbor has shown, or said itself, to have. */
  heldBy(session: Session, writer: number): number;
  /** [C15] So much is on a disk of ours that outlives this program. */
  kept(reach: Reach): void;
  progress(): Progress | null;
  /** What came in since the start, and how much of it was here already. */
  payloads(): Payloads;
}

export const createCatchUp = (needs: CatchUpNeeds): CatchUp => {
  const { document, clock } = needs;
  const standings = new Map<Session, Standing>();
  const holdings = createHoldings();
  const intake = createIntake(needs);
  const ownMark = markOf(needs.self);
  let isInBulk = false;
  /** Of the update that is being taken in. */
  let author: number | null = null;
  let stopListening = (): void => undefined;

  const flows = (session: Session): boolean => session.isOpen && carriesData(session.exchange);
  const asking = createAsking({
    ...needs,
    standings,
    flows,
    answered: (session) => agreement.answered(session),
  });
  const shared = { ...needs, standings, flows, isBulk: asking.isBulk };
  const spreading = createSpreading(shared);
  const stockAsking = createStockAsking({
    ...needs,
    unexchanged: ({ peer }, entries) => needs.unexchanged(peer, entries),
  });
  const telling = createTelling({ ...shared, tellAll: () => agreement.tellAll() });
  const agreement = createAgreement({ ...needs, standings, holdings, asking, telling });

  const standingFor = (session: Session): Standing => {
    const standing = standings.get(session) ?? newStanding();
    standings.set(session, standing);
    return standing;
  };

  const noteForks = (session: Session, standing: Standing, writers: readonly number[]): void => {
    for (const writer of writers) needs.forked(writer);
    agreement.compare(standing);
    telling.tell(session, standing, true);
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
    forked: (...fork) => noteForks(...fork),
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

  const take = (session: Session, standing: Standing, update: Uint8Array): Admission => {
    const admission = intake.take(session, standing, update);
    const doubles = noteDoubles(document, session, standing, admission.refused);
    if (doubles.length > 0) noteForks(session, standing, doubles);
    suspectRefused(document, session, standing, admission);
    return admission;
  };

  const hearUpdate = (
    session: Session,
    standing: Standing,
    update: Uint8Array,
    writtenBy: number | undefined,
  ): void => {
    author = writtenBy ?? null;
    const admission = take(session, standing, update);
    author = null;
    spreading.received(session, standing, admission);
    const { gaps } = admission;
    if (gaps.length === 0) return;
    if (session.isStock) return noteHeld(standing, gaps);
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
    const { accepted } = take(session, standing, update);
    isInBulk = false;
    asking.progressed(session, request, accepted.length);
    needs.changed();
  };

  const hearStep1 = (session: Session, standing: Standing, reach: Reach): void => {
    noteAccount(standing, reach);
    holdings.note(reach);
    const ahead = rangesAhead(document.reach(), reach, standing.forks);
    session.stream(stockAnswerFrames(document, reach), () => {
      noteSent(standing, ahead);
      needs.changed();
    });
    stockAsking.consider(session, standing);
  };

  const hear = (session: Session, standing: Standing, frame: Frame): void => {
    switch (frame.type) {
      case 'digest':
        return agreement.heard(session, standing, frame.digest);
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
        hearUpdate(session, standing, frame.update, frame.type === 'update' ? frame.author : undefined);
        if (session.isStock) stockAsking.received(session, standing, frame.type === 'step2');
        return;
      case 'have':
        spreading.announced(session, standing, frame.ranges);
        return asking.consider();
      case 'kept':
        return hearKept(standing, frame.reach);
      case 'prune':
        return spreading.pruned(standing);
      case 'step1':
        return hearStep1(session, standing, frame.reach);
    }
  };

  /** [C15] */
  const hearKept = (standing: Standing, reach: Reach): void => {
    noteHeld(
      standing,
      [...reach].map(([writer, to]) => ({ writer, to })),
    );
    holdings.note(reach);
    needs.changed();
  };

  const grew = (ranges: readonly Range[], origin: Origin): void => {
    telling.grew();
    if (origin === 'storage') return;
    const isOwn = origin === 'local';
    spreading.passOn({ ranges, origin, isFromBulk: isInBulk, author: isOwn ? ownMark : author });
  };

  /** Data flows from now on, for the first time or again: what was told before says little. */
  const meet = (session: Session, standing: Standing): void => {
    standing.isFlowing = true;
    if (session.isStock) return; // its own `step1` comes first, and says what to ask for
    standing.isMeeting = true;
    telling.tell(session, standing, true);
  };

  /** [C12] In a full exchange everything is asked for, whatever the digests say. */
  const followExchange = (session: Session, standing: Standing): void => {
    const isFull = session.exchange === 'full';
    if (isFull === standing.isFull) return;
    standing.isFull = isFull;
    standing.isAllDue = isFull;
    asking.consider();
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
      stockAsking.stop();
      intake.clear();
      standings.clear();
    },
    met: (session) => {
      const standing = standingFor(session);
      if (!flows(session)) {
        standing.isFlowing = false;
        return;
      }
      if (!standing.isFlowing) meet(session, standing);
      followExchange(session, standing);
    },
    left: (session) => {
      standings.delete(session);
      asking.left(session);
      stockAsking.left(session);
      spreading.left();
    },
    frame: (session, frame) => hear(session, standingFor(session), frame),
    standingOf: (session) => {
      const standing = standings.get(session);
      if (standing === undefined) return { agreed: false, lacks: null };
      return { agreed: standing.agreedOn !== null, lacks: entriesLackedBy(standing, document.reach()) };
    },
    heldElsewhere: holdings.of,
    heldBy: (session, writer) => standings.get(session)?.shown.get(writer) ?? 0,
    kept: (reach) => {
      for (const session of standings.keys())
        if (flows(session) && !session.isStock) session.send({ type: 'kept', reach });
    },
    progress: () => {
      const asked = asking.bulkFrom();
      const theirDigest = asked === null ? null : standings.get(asked)?.theirDigest;
      return theirDigest == null ? null : { entries: document.digest().entries, of: theirDigest.entries };
    },
    payloads: intake.payloads,
  };
};
