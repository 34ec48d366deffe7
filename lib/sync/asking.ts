/**
 * The one question that a replica has open at a time: which neighbor is asked for what is missing, until when.
 * It does not know what becomes of the answer's entries, nor how digests are exchanged. SPEC.md, rules C2 and C3.
 */

import type { Clock } from './clock';
import type { Session } from './session';
import type { SharedDocument } from './shared-document';
import { type Standing, stillMissing } from './standing';
import type { PeerId } from './transport';

/** An asked neighbor that gives no sign of an answer for so long is passed over. */
const ANSWER_DEADLINE_MS = 4_000;
/** How long it then rests, times the failures in a row. */
const REST_MS = 5_000;
const LONGEST_REST = 6;

export interface AskingNeeds {
  readonly self: PeerId;
  readonly document: SharedDocument;
  readonly clock: Clock;
  readonly standings: ReadonlyMap<Session, Standing>;
  readonly flows: (session: Session) => boolean;
  /** The answer is whole, or will not come: what was gained may now be told. */
  readonly answered: () => void;
}

export interface Asking {
  /** Asks the first neighbor that has news, unless a question is open. */
  consider(): void;
  considerIn(ms: number): void;
  isOpen(): boolean;
  /** Whom the open question went to. */
  asked(): Session | null;
  /** A part of the answer has come, with so many ranges that were new. */
  progressed(session: Session, request: number, gained: number): void;
  finished(session: Session, request: number): void;
  left(session: Session): void;
  stop(): void;
}

interface Question {
  readonly session: Session;
  readonly request: number;
  gained: number;
  cancelDeadline: () => void;
}

export const createAsking = (needs: AskingNeeds): Asking => {
  const { self, document, clock, standings, flows } = needs;
  let question: Question | null = null;
  let requests = 0;
  let cancelConsider: (() => void) | null = null;

  const hasNews = (session: Session, standing: Standing): boolean => {
    if (!flows(session) || session.isStock || clock.now() < standing.notBefore) return false;
    standing.lacking = stillMissing(standing.lacking, document.reach());
    if (standing.lacking.length > 0) return true;
    if (standing.agreed || standing.theirDigest === null) return false;
    const ours = document.digest(standing.forks).entries;
    const { entries } = standing.theirDigest;
    // Of two that hold equally many one has to begin; who is asked learns from the question what it lacks itself.
    return entries > ours || (entries === ours && self < session.peer);
  };

  const rest = (standing: Standing): void => {
    standing.lacking = [];
    standing.failures++;
    const wait = REST_MS * Math.min(standing.failures, LONGEST_REST);
    standing.notBefore = clock.now() + wait;
    considerIn(wait);
  };

  const close = (inVain: boolean): void => {
    if (question === null) return;
    const { session, gained, cancelDeadline } = question;
    cancelDeadline();
    question = null;
    const standing = standings.get(session);
    if (standing !== undefined && (inVain || gained === 0)) rest(standing);
    needs.answered();
  };

  const extendDeadline = (open: Question): void => {
    open.cancelDeadline();
    open.cancelDeadline = clock.after(ANSWER_DEADLINE_MS, () => {
      if (question === open) close(true);
    });
  };

  const ask = (session: Session, standing: Standing): void => {
    requests++;
    question = { session, request: requests, gained: 0, cancelDeadline: () => undefined };
    extendDeadline(question);
    if (standing.lacking.length > 0)
      session.send({ type: 'wantRanges', request: requests, ranges: standing.lacking });
    else session.send({ type: 'want', request: requests, reach: document.reach() });
  };

  const consider = (): void => {
    if (question !== null) return;
    const [chosen] = [...standings]
      .filter(([session, standing]) => hasNews(session, standing))
      .sort(([, one], [, other]) => one.failures - other.failures);
    if (chosen !== undefined) ask(...chosen);
  };

  const considerIn = (ms: number): void => {
    cancelConsider ??= clock.after(ms, () => {
      cancelConsider = null;
      consider();
    });
  };

  const isThis = (session: Session, request: number): boolean =>
    question !== null && question.session === session && question.request === request;

  return {
    consider,
    considerIn,
    isOpen: () => question !== null,
    asked: () => question?.session ?? null,
    progressed: (session, request, gained) => {
      if (question === null || !isThis(session, request)) return;
      question.gained += gained;
      extendDeadline(question);
    },
    finished: (session, request) => {
      if (isThis(session, request)) close(false);
    },
    left: (session) => {
      if (question?.session === session) close(true);
    },
    stop: () => {
      cancelConsider?.();
      cancelConsider = null;
      question?.cancelDeadline();
      question = null;
    },
  };
};
