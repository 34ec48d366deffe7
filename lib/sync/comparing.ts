/**
 * How a word of presence that was lost on its way is found again: neighbors tell each other the sum of their boards, and
 * where the sums go on differing one asks the other for what is later there. SPEC.md, rule R9.
 * It does not know how words travel otherwise (gossip.ts), nor what they say.
 */

import type { Clock, Random } from './clock';
import { type Frame, type Mark, MOST_MARKS, MOST_WORDS, type Word } from './frames';
import type { BoardSum, PresenceBoard } from './presence';
import type { Session } from './session';
import { createTimers } from './timers';

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
/** Letters in one frame of words, near enough. */
const FRAME_WEIGHT = 100_000;

export interface ComparingNeeds {
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

interface Account {
  told: number | null;
  /** What it said last, until it is settled; and when it may lead to a question. */
  doubt: (BoardSum & { readonly due: number }) | null;
  /** The last hash that it told. */
  said: number | null;
  hasAgreed: boolean;
  answeredAt: number;
}

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

export const createComparing = ({ board, clock, random, neighbors }: ComparingNeeds): Comparing => {
  const accounts = new WeakMap<Session, Account>();
  const timers = createTimers(clock);
  const past: number[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;

  const stretched = (ms: number): number => ms + PER_PEER_MS * board.size();

  const accountOf = (session: Session): Account => {
    const account = accounts.get(session) ?? {
      told: null,
      doubt: null,
      said: null,
      hasAgreed: false,
      answeredAt: Number.NEGATIVE_INFINITY,
    };
    accounts.set(session, account);
    return account;
  };

  const noteSum = (): BoardSum => {
    const sum = board.sum();
    if (past.at(-1) === sum.hash) return sum;
    past.push(sum.hash);
    if (past.length > PAST_SUMS) past.shift();
    return sum;
  };

  const settle = (account: Account): void => {
    const { doubt, said } = account;
    if (said !== null && said === past.at(-1)) account.hasAgreed = true;
    if (doubt !== null && past.includes(doubt.hash)) account.doubt = null;
  };

  const tell = (session: Session): void => {
    const account = accountOf(session);
    const sum = noteSum();
    if (account.told === sum.hash || account.said === sum.hash) return;
    account.told = sum.hash;
    session.send({ type: 'board', ...sum });
  };

  const ask = (session: Session): void => {
    askedAt = clock.now();
    session.send({ type: 'marks', isWhole: true, marks: board.marks().slice(0, MOST_MARKS) });
  };

  /** Who knows of fewer asks; of equals the one with the lower id. */
  const isOurTurn = ({ peer, link }: Session, theirs: BoardSum, ours: BoardSum): boolean =>
    theirs.peers === ours.peers ? board.isBefore(peer) : theirs.peers > ours.peers;

  const look = (): void => {
    noteSum();
    for (const session of neighbors()) consider(session);
  };
};
