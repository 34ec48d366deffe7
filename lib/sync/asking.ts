/**
 * The open questions of a replica: which neighbor is asked what, until when, and who is asked next. Careful neighbors
 * share one question between them; of those in a full exchange each has its own.
 * It does not know what becomes of the answer's entries, nor how digests are exchanged. SPEC.md, rules C2 and C3.
 */

import type { Clock } from './clock';
import { type Question, questionFor } from './questions';
import type { Session } from './session';
import type { SharedDocument } from './shared-document';
import { type Standing, stillMissing } from './standing';
import { groupSumsOf } from './sums';
import type { PeerId } from './transport';

/** An asked neighbor that gives no sign of an answer for so long is passed over. */
const ANSWER_DEADLINE_MS = 4_000;
/** The same for a few entries that it has announced. */
const RANGES_DEADLINE_MS = 2_000;
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
  readonly answered: (session: Session) => void;
}

export interface Asking {
  /** Asks whoever has news and may be asked; looks again when something falls due. */
  consider(): void;
  /** An answer is open that may bring more than a few new entries. */
  isBulk(): boolean;
  /** Whom the first such question went to. */
  bulkFrom(): Session | null;
  /** What is open under this number; null if it is nothing. */
  openKind(session: Session, request: number): Question['kind'] | null;
  /** A part of the answer has come, with so many ranges that were new. */
  progressed(session: Session, request: number, gained: number): void;
  finished(session: Session, request: number): void;
  left(session: Session): void;
  stop(): void;
}

interface Open {
  readonly session: Session;
  readonly request: number;
  readonly question: Question;
  readonly isFull: boolean;
  gained: number;
  cancelDeadline: () => void;
}

const isSmall = ({ kind }: Question): boolean => kind === 'ranges' || kind === 'graft';

export const createAsking = (needs: AskingNeeds): Asking => {
  const { self, document, clock, standings, flows } = needs;
  const opened = new Map<Session, Open>();
  let requests = 0;
  let look: { readonly at: number; readonly cancel: () => void } | null = null;

  const rest = (standing: Standing): void => {
    standing.lacking = [];
    standing.failures++;
    standing.notBefore = clock.now() + REST_MS * Math.min(standing.failures, LONGEST_REST);
  };

  /** Nothing came, and it was not because the same had come another way. */
  const isInVain = ({ question, gained }: Open, standing: Standing): boolean => {
    if (gained > 0) return false;
    if (question.kind !== 'ranges' && question.kind !== 'graft') return standing.agreedOn === null;
    return stillMissing(question.ranges, document.reach(), standing).length > 0;
  };

  const close = (open: Open, isCutShort: boolean): void => {
    open.cancelDeadline();
    opened.delete(open.session);
    const standing = standings.get(open.session);
    if (standing !== undefined && (isCutShort || isInVain(open, standing))) rest(standing);
    needs.answered(open.session);
  };

  const extendDeadline = (open: Open): void => {
    open.cancelDeadline();
    open.cancelDeadline = clock.after(
      isSmall(open.question) ? RANGES_DEADLINE_MS : ANSWER_DEADLINE_MS,
      () => {
        if (opened.get(open.session) === open) close(open, true);
      },
    );
  };

  const send = ({ session, request, question }: Open, standing: Standing): void => {
    switch (question.kind) {
      case 'everything':
        standing.isAllDue = false;
        return session.send({ type: 'want', request, reach: new Map() });
      case 'reach':
        return session.send({ type: 'want', request, reach: document.reach() });
      case 'sums':
        return session.send({ type: 'sums', request, sums: groupSumsOf(document, standing.forks) });
      case 'ranges':
        return session.send({ type: 'wantRanges', request, ranges: question.ranges });
      case 'graft':
        standing.isLazy = false;
        return session.send({ type: 'graft', request, ranges: question.ranges });
    }
  };

  const ask = (session: Session, standing: Standing, question: Question): void => {
    requests++;
    const open: Open = {
      session,
      request: requests,
      question,
      isFull: session.exchange === 'full',
      gained: 0,
      cancelDeadline: () => undefined,
    };
    opened.set(session, open);
    if (!isSmall(question)) standing.doubt = null;
    extendDeadline(open);
    send(open, standing);
  };

  const isCarefulOpen = (): boolean => [...opened.values()].some(({ isFull }) => !isFull);

  const lookAt = (at: number): void => {
    if (look !== null && look.at <= at) return;
    look?.cancel();
    const cancel = clock.after(at - clock.now(), () => {
      look = null;
      consider();
    });
    look = { at, cancel };
  };

  const consider = (): void => {
    const careful: [Session, Standing, Question][] = [];
    const now = clock.now();
    for (const [session, standing] of standings) {
      if (!flows(session) || session.isStock || opened.has(session)) continue;
      const isFull = session.exchange === 'full';
      const question = questionFor(standing, { self, peer: session.peer, document, isFull, now });
      if (question?.kind === 'later') lookAt(question.due);
      else if (question !== null && isFull) ask(session, standing, question);
      else if (question !== null) careful.push([session, standing, question]);
    }
    const [chosen] = careful.sort(([, one], [, other]) => one.failures - other.failures);
    if (chosen !== undefined && !isCarefulOpen()) ask(...chosen);
  };

  const openUnder = (session: Session, request: number): Open | null => {
    const open = opened.get(session);
    return open?.request === request ? open : null;
  };

  const firstBulk = (): Open | undefined => [...opened.values()].find(({ question }) => !isSmall(question));

  return {
    consider,
    isBulk: () => firstBulk() !== undefined,
    bulkFrom: () => firstBulk()?.session ?? null,
    openKind: (session, request) => openUnder(session, request)?.question.kind ?? null,
    progressed: (session, request, gained) => {
      const open = openUnder(session, request);
      if (open === null) return;
      open.gained += gained;
      extendDeadline(open);
    },
    finished: (session, request) => {
      const open = openUnder(session, request);
      if (open !== null) close(open, false);
    },
    left: (session) => {
      const open = opened.get(session);
      if (open !== undefined) close(open, true);
    },
    stop: () => {
      look?.cancel();
      look = null;
      for (const { cancelDeadline } of opened.values()) cancelDeadline();
      opened.clear();
    },
  };
};
