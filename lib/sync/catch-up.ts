/**
 * How a replica catches up with its neighbors and keeps them caught up: digest first, then one of them is asked for what
 * is missing, the first that has news; what is new goes on to all. SPEC.md, section 3.
 * It does not know how neighbors were found, nor what the entries say.
 */

import type { Clock, Random } from './clock';
import type { Fingerprint, Frame } from './frames';
import type { Session } from './session';
import type { Admission, Digest, Origin, Range, Reach, SharedDocument } from './shared-document';
import {
  entriesLackedBy,
  newStanding,
  noteHeld,
  rangesAhead,
  type Standing,
  sameBytes,
  sameDigest,
  stillMissing,
} from './standing';
import type { PeerId } from './transport';

/** An asked neighbor that gives no sign of an answer for so long is passed over. */
const ANSWER_DEADLINE_MS = 4_000;
/** How long it then rests, times the failures in a row. */
const REST_MS = 5_000;
/** New entries are gathered for so long before the new digest is told. */
const ANNOUNCE_MS = 250;
/** Now and then the digest is told without any reason, so that whatever was lost heals. */
const ANTI_ENTROPY_MS = 15_000;
/** A gap is often filled by the next frame: ask only after this. */
const GAP_PATIENCE_MS = 100;
const PRINT_BYTES = 8;
/** Yjs's update of nothing: no writers, no deletes. */
const EMPTY_UPDATE = new Uint8Array([0, 0]);

export interface CatchUpNeeds {
  readonly self: PeerId;
  readonly document: SharedDocument;
  readonly clock: Clock;
  readonly random: Random;
  readonly refused: (peer: PeerId, admission: Admission) => void;
  readonly forked: (writer: number) => void;
  readonly changed: () => void;
}

/** The one question that is open: to whom, and what for. */
interface Question {
  readonly session: Session;
  readonly request: number;
  gained: number;
  cancelDeadline: () => void;
}

export interface NeighborStanding {
  readonly agreed: boolean;
  readonly lacks: number | null;
  readonly entries: number | null;
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
  /** While a neighbor is answering: how many entries are here, and how many it has. */
  progress(): { readonly entries: number; readonly of: number } | null;
}

export const createCatchUp = (needs: CatchUpNeeds): CatchUp => {
  const { self, document, clock, random } = needs;
  const standings = new Map<Session, Standing>();
  const held = new Map<number, number>();
  let question: Question | null = null;
  let requests = 0;
  let inBulk = false;
  let stopListening = (): void => undefined;
  let stopAntiEntropy = (): void => undefined;
  let cancelAnnounce: (() => void) | null = null;
  let cancelConsider: (() => void) | null = null;

  const flows = (session: Session): boolean => session.isOpen && session.exchange === 'diff';
  const ownDigest = (standing: Standing): Digest => document.digest(standing.forks);

  const noteElsewhere = (reach: Iterable<readonly [number, number]>): void => {
    for (const [writer, clock_] of reach) if ((held.get(writer) ?? 0) < clock_) held.set(writer, clock_);
  };

  const tellDigest = (session: Session, standing: Standing, always: boolean): void => {
    if (!flows(session) || session.isStock) return;
    const digest = ownDigest(standing);
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
    consider();
    needs.changed();
  };

  const compare = (standing: Standing): void => {
    standing.agreed = sameDigest(standing.theirDigest, ownDigest(standing));
    if (!standing.agreed) return;
    standing.theirs = new Map(document.reach());
    standing.lacking = [];
    standing.failures = 0;
    noteElsewhere(standing.theirs);
  };

  const announceSoon = (): void => {
    cancelAnnounce ??= clock.after(ANNOUNCE_MS, () => {
      cancelAnnounce = null;
      // While an answer is coming in, the digest changes with every frame of it: told once, at its end.
      if (question === null) tellAll();
    });
  };

  const considerSoon = (ms: number): void => {
    cancelConsider ??= clock.after(ms, () => {
      cancelConsider = null;
      consider();
    });
  };

  // ---- asking

  const hasNews = (session: Session, standing: Standing): boolean => {
    if (!flows(session) || session.isStock || clock.now() < standing.notBefore) return false;
    standing.lacking = stillMissing(standing.lacking, document.reach());
    if (standing.lacking.length > 0) return true;
    if (standing.agreed || standing.theirDigest === null) return false;
    const ours = ownDigest(standing).entries;
    const { entries } = standing.theirDigest;
    // Of two that hold equally many one has to begin; who is asked learns from the question what it lacks itself.
    return entries > ours || (entries === ours && self < session.peer);
  };

  /** [C2] The first that has news is asked; the others are looked at again when the answer is in. */
  const consider = (): void => {
    if (question !== null) return;
    const candidates = [...standings].filter(([session, standing]) => hasNews(session, standing));
    candidates.sort(([, one], [, other]) => one.failures - other.failures);
    const [chosen] = candidates;
    if (chosen === undefined) return;
    const [session, standing] = chosen;
    requests++;
    question = { session, request: requests, gained: 0, cancelDeadline: () => undefined };
    extendDeadline(question);
    if (standing.lacking.length > 0)
      session.send({ type: 'wantRanges', request: requests, ranges: standing.lacking });
    else session.send({ type: 'want', request: requests, reach: document.reach() });
  };

  const extendDeadline = (open: Question): void => {
    open.cancelDeadline();
    open.cancelDeadline = clock.after(ANSWER_DEADLINE_MS, () => {
      if (question === open) answered(true);
    });
  };

  /** The answer is whole, or will not come: either way the next may be asked. */
  const answered = (inVain: boolean): void => {
    if (question === null) return;
    const { session, gained, cancelDeadline } = question;
    cancelDeadline();
    question = null;
    const standing = standings.get(session);
    if (standing !== undefined && (inVain || gained === 0)) {
      standing.lacking = [];
      standing.failures++;
      standing.notBefore = clock.now() + REST_MS * Math.min(standing.failures, 6);
      considerSoon(standing.notBefore - clock.now());
    }
    tellAll();
  };

  // ---- answering

  const withoutForks = (have: Reach, standing: Standing): Reach => {
    if (standing.forks.size === 0) return have;
    const masked = new Map(have);
    for (const writer of standing.forks) masked.set(writer, document.reach().get(writer) ?? 0);
    return masked;
  };

  function* batches(updates: Iterable<Uint8Array>, request: number): Generator<Frame> {
    for (const update of updates) yield { type: 'batch', request, update };
    yield { type: 'done', request };
  }

  const answer = (session: Session, standing: Standing, request: number, have: Reach): void => {
    const reach = new Map(document.reach());
    standing.theirs = new Map(have);
    noteElsewhere(have);
    standing.lacking = rangesAhead(have, reach, standing.forks);
    const ahead = rangesAhead(reach, have, standing.forks);
    session.stream(batches(document.updatesSince(withoutForks(have, standing)), request), () => {
      noteHeld(standing, ahead);
      needs.changed();
    });
    if (ahead.length === 0 && standing.lacking.length === 0) suspectFork(session, standing);
    considerSoon(GAP_PATIENCE_MS);
  };

  function* stockAnswer(have: Reach): Generator<Frame> {
    for (const update of document.updatesSince(have)) yield { type: 'update', update };
    yield { type: 'step2', update: EMPTY_UPDATE };
  }

  // ---- forks

  /** [C6] Both hold equally many entries of every writer, and yet the digests differ: somebody's journal has two ends. */
  const suspectFork = (session: Session, standing: Standing): void => {
    if (standing.theirDigest === null || sameDigest(standing.theirDigest, ownDigest(standing))) return;
    session.send({ type: 'fingerprints', prints: printsOf(document.reach()) });
  };

  const printsOf = (reach: Iterable<readonly [number, number]>): Fingerprint[] => {
    const prints: Fingerprint[] = [];
    for (const [writer, clock_] of reach) {
      const print = document.printOf(writer, clock_);
      if (print !== null) prints.push({ writer, clock: clock_, print: print.slice(0, PRINT_BYTES) });
    }
    return prints;
  };

  const hearPrints = (session: Session, standing: Standing, prints: readonly Fingerprint[]): void => {
    const fresh: [number, number][] = [];
    for (const { writer, clock: clock_, print } of prints) {
      const own = document.printOf(writer, clock_)?.slice(0, PRINT_BYTES);
      if (own === undefined || sameBytes(own, print) || standing.forks.has(writer)) continue;
      standing.forks.add(writer);
      fresh.push([writer, clock_]);
      needs.forked(writer);
    }
    if (fresh.length === 0) return;
    session.send({ type: 'fingerprints', prints: printsOf(fresh) });
    compare(standing);
    tellDigest(session, standing, true);
  };

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
    considerSoon(GAP_PATIENCE_MS);
  };

  const hearBatch = (session: Session, standing: Standing, request: number, update: Uint8Array): void => {
    inBulk = true;
    const { accepted } = admit(session, standing, update);
    inBulk = false;
    if (question === null || question.session !== session || question.request !== request) return;
    question.gained += accepted.length;
    extendDeadline(question);
    needs.changed();
  };

  const hearDigest = (session: Session, standing: Standing, digest: Digest): void => {
    standing.theirDigest = digest;
    compare(standing);
    tellDigest(session, standing, false);
    consider();
    needs.changed();
  };

  const hear = (session: Session, standing: Standing, frame: Frame): void => {
    switch (frame.type) {
      case 'digest':
        return hearDigest(session, standing, frame.digest);
      case 'want':
        return answer(session, standing, frame.request, frame.reach);
      case 'wantRanges':
        return session.stream(batches(document.updatesFor(frame.ranges), frame.request), () => {
          noteHeld(standing, frame.ranges);
        });
      case 'batch':
        return hearBatch(session, standing, frame.request, frame.update);
      case 'done':
        if (question?.session === session && question.request === frame.request) answered(false);
        return;
      case 'update':
      case 'step2':
        return hearUpdate(session, standing, frame.update);
      case 'step1':
        return session.stream(stockAnswer(frame.reach), () => undefined);
      case 'fingerprints':
        return hearPrints(session, standing, frame.prints);
    }
  };

  // ---- passing on

  const isKnownTo = (standing: Standing, { writer, to }: Range): boolean =>
    (standing.theirs?.get(writer) ?? 0) >= to || standing.forks.has(writer);

  /** [C4] What is new goes to every neighbor but the one it came from; what came in bulk is announced instead. */
  const passOn = (ranges: readonly Range[], origin: Origin): void => {
    if (origin === 'storage') return announceSoon();
    for (const [session, standing] of standings) {
      if (!flows(session) || session.peer === origin) continue;
      if (inBulk && !session.isStock) continue;
      const wanted = ranges.filter((range) => !isKnownTo(standing, range));
      if (wanted.length === 0) continue;
      session.stream(
        [...document.updatesFor(wanted)].map((update): Frame => ({ type: 'update', update })),
        () => undefined,
      );
      noteHeld(standing, wanted);
    }
    announceSoon();
  };

  const antiEntropy = (): void => {
    tellAll();
    stopAntiEntropy = clock.after(ANTI_ENTROPY_MS * (0.8 + 0.4 * random()), antiEntropy);
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
      cancelConsider?.();
      cancelAnnounce = null;
      cancelConsider = null;
      question?.cancelDeadline();
      question = null;
      standings.clear();
    },
    met: (session) => {
      const known = standings.get(session);
      if (!flows(session) || (known !== undefined && (session.isStock || known.sentDigest !== null))) return;
      const standing = known ?? newStanding();
      standings.set(session, standing);
      if (session.isStock) session.send({ type: 'step1', reach: document.reach() });
      else tellDigest(session, standing, true);
    },
    left: (session) => {
      standings.delete(session);
      if (question?.session === session) answered(true);
    },
    frame: (session, frame) => {
      const standing = standings.get(session) ?? newStanding();
      standings.set(session, standing);
      hear(session, standing, frame);
    },
    standingOf: (session) => {
      const standing = standings.get(session);
      if (standing === undefined) return { agreed: false, lacks: null, entries: null };
      return {
        agreed: standing.agreed,
        lacks: entriesLackedBy(standing, document.reach()),
        entries: standing.theirDigest?.entries ?? null,
      };
    },
    heldElsewhere: (writer) => held.get(writer) ?? 0,
    progress: () => {
      const standing = question === null ? undefined : standings.get(question.session);
      if (standing === undefined || standing.theirDigest === null) return null;
      let entries = 0;
      for (const clock_ of document.reach().values()) entries += clock_;
      return { entries, of: standing.theirDigest.entries };
    },
  };
};
