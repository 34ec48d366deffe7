/**
 * How a word of presence that was lost on its way is found again: neighbors tell each other the sum of their boards, and
 * where the sums go on differing one asks the other for what is later there. SPEC.md, rule R9.
 * It does not know how words travel otherwise (gossip.ts), nor what they say.
 */

import type { Clock, Random } from './clock';
import { type Frame, type Mark, MOST_WORDS, type Word } from './frames';
import type { BoardSum, PresenceBoard } from './presence';
import type { Session } from './session';
import { createTimers } from './timers';
import type { PeerId } from './transport';

/** Changes are gathered for so long before the sum is told, and some more by chance: of two that agree one need not. */
const TELL_MS = 500;
const TELL_SPREAD_MS = 500;
/** It is told without a reason this often. */
const REMIND_MS = 60_000;
/** A sum that differs is kept in mind for so long before it leads to a question: words may be on their way. */
const PATIENCE_MS = 1_000;
/** Between two questions, whoever they go to; an asker that does not keep to half of it gets no answer. */
const QUESTION_MS = 2_000;
/** In a large room more is on its way: so many ms more of all these for each peer. */
const PER_PEER_MS = 10;
/** Sums of ours that are remembered: a neighbor that still tells one of them lacks words, and we lack none. */
const PAST_SUMS = 32;
/** While something is in doubt it is looked at this often. */
const LOOK_MS = 250;
/** Letters in one frame of words, near enough. */
const FRAME_WEIGHT = 100_000;

export interface ComparingNeeds {
  readonly self: PeerId;
  readonly board: PresenceBoard;
  readonly clock: Clock;
  readonly random: Random;
  readonly neighbors: () => readonly Session[];
}

export interface Comparing {
  /** A new neighbor: it is told how things stand here. */
  met(session: Session): void;
  /** The board may have changed. */
  changed(): void;
  heard(session: Session, sum: BoardSum): void;
  asked(session: Session, marks: readonly Mark[], isWhole: boolean): void;
  /** Both boards were once known to be the same: what is new to one is likely new to the other. */
  hasAgreed(session: Session): boolean;
  start(): void;
  stop(): void;
}

/** What a neighbor and we have told each other of our boards. */
interface Account {
  told: number | null;
  said: number | null;
  /** A sum of its that differs, and when it may lead to a question. */
  doubt: (BoardSum & { readonly due: number }) | null;
  hasAgreed: boolean;
  answeredAt: number;
}

const newAccount = (): Account => ({
  told: null,
  said: null,
  doubt: null,
  hasAgreed: false,
  answeredAt: Number.NEGATIVE_INFINITY,
});

const weightOf = (word: Word): number =>
  word.kind === 'about' ? (word.about?.length ?? 0) : 20 * word.neighbors.length;

/** Words in frames that any neighbor takes. */
export const framesOf = (words: readonly Word[], isAnswer: boolean): Frame[] => {
  const parts: Word[][] = [];
  let weight = 0;
  for (const word of words) {
    const last = parts.at(-1);
    weight += weightOf(word);
    if (last === undefined || last.length >= MOST_WORDS || weight > FRAME_WEIGHT) {
      parts.push([word]);
      weight = weightOf(word);
    } else last.push(word);
  }
  return parts.map((part) => ({ type: 'presence', isAnswer, words: part }));
};

export const createComparing = (needs: ComparingNeeds): Comparing => {
  const { self, board, clock, random, neighbors } = needs;
  const accounts = new WeakMap<Session, Account>();
  const timers = createTimers(clock);
  const past: number[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;

  const stretched = (ms: number): number => ms + PER_PEER_MS * board.size();

  const accountOf = (session: Session): Account => {
    const account = accounts.get(session) ?? newAccount();
    accounts.set(session, account);
    return account;
  };

  const sumNow = (): BoardSum => {
    const sum = board.sum();
    if (past.at(-1) !== sum.hash) past.push(sum.hash);
    if (past.length > PAST_SUMS) past.shift();
    return sum;
  };

  const settle = (account: Account, { hash }: BoardSum): void => {
    if (account.said === hash) account.hasAgreed = true;
    if (account.doubt !== null && past.includes(account.doubt.hash)) account.doubt = null;
  };

  const tell = (session: Session, sum: BoardSum): void => {
    const account = accountOf(session);
    if (account.told === sum.hash || account.said === sum.hash) return;
    account.told = sum.hash;
    session.send({ type: 'board', ...sum });
  };

  const tellAll = (): void => {
    const sum = sumNow();
    for (const session of neighbors()) tell(session, sum);
  };

  /** Who knows of fewer asks; of equals the one with the lower id. */
  const isOurTurn = (peer: PeerId, theirs: BoardSum, ours: BoardSum): boolean =>
    theirs.peers === ours.peers ? self < peer : theirs.peers > ours.peers;

  const question = (session: Session, account: Account, ours: BoardSum): void => {
    const { doubt } = account;
    if (doubt === null || doubt.due > clock.now()) return;
    if (!isOurTurn(session.peer, doubt, ours)) {
      account.doubt = null;
      return tell(session, ours);
    }
    if (clock.now() - askedAt < stretched(QUESTION_MS)) return;
    account.doubt = null;
    askedAt = clock.now();
    session.send({ type: 'marks', isWhole: true, marks: board.marks() });
  };

  const look = (): void => {
    const ours = sumNow();
    let isInDoubt = false;
    for (const session of neighbors()) {
      const account = accountOf(session);
      settle(account, ours);
      question(session, account, ours);
      isInDoubt ||= account.doubt !== null;
    }
    if (isInDoubt) timers.soon('look', stretched(LOOK_MS), look);
  };

  const remind = (): void => {
    const sum = sumNow();
    for (const session of neighbors()) {
      accountOf(session).told = null;
      tell(session, sum);
    }
    timers.soon('remind', REMIND_MS * (0.8 + 0.4 * random()), remind);
  };

  return {
    met: (session) => tell(session, sumNow()),
    changed: () => {
      const sum = sumNow();
      for (const session of neighbors()) settle(accountOf(session), sum);
      timers.soon('tell', stretched(TELL_MS + TELL_SPREAD_MS * random()), tellAll);
    },
    heard: (session, theirs) => {
      const account = accountOf(session);
      // One that we have just met and that knows of more is asked at once.
      const isMeeting = account.said === null && theirs.peers > sumNow().peers;
      account.said = theirs.hash;
      account.doubt = { ...theirs, due: clock.now() + (isMeeting ? 0 : stretched(PATIENCE_MS)) };
      timers.soon('look', isMeeting ? 0 : stretched(LOOK_MS), look);
    },
    asked: (session, marks, isWhole) => {
      const account = accountOf(session);
      if (isWhole && clock.now() - account.answeredAt < QUESTION_MS / 2) return;
      if (isWhole) account.answeredAt = clock.now();
      for (const frame of framesOf(board.laterThan(marks, isWhole), true)) session.send(frame);
      const behind = isWhole ? board.behind(marks) : [];
      if (behind.length > 0) session.send({ type: 'marks', isWhole: false, marks: behind });
    },
    hasAgreed: (session) => accountOf(session).hasAgreed,
    start: remind,
    stop: timers.clear,
  };
};
