/**
 * Carries the words of presence through the room: our own when they change, those of others on along a tree that everyone
 * draws alike, gathered so that they never outweigh the data. SPEC.md, rule R2.
 * It does not know what the app says in its word, nor what a strategy makes of who is here.
 */

import type { Clock, Random } from './clock';
import { createComparing, framesOf } from './comparing';
import type { Frame, Word } from './frames';
import type { Presence } from './noted-words';
import { createPace } from './pace';
import { createPresenceBoard } from './presence';
import type { Role } from './room';
import type { Session } from './session';
import { createTimers } from './timers';
import type { PeerId } from './transport';

/** Changes of one's own words are gathered for so long before they are spread, and words of others before they go on. */
const SPEAK_MS = 150;
const PASS_ON_MS = 40;
/**
 * Among so many others words go over every link, which is quickest. Among more they go along the tree only, and where much
 * happens both wait longer: twice as long each time, at most so long for each peer, and so long at all.
 */
const SMALL_ROOM = 15;
const LONGEST_SPEAK_PER_PEER_MS = 10;
const LONGEST_SPEAK_MS = 3_000;
const LONGEST_PASS_ON_PER_PEER_MS = 2;
const LONGEST_PASS_ON_MS = 1_000;

export type PresenceFrame = Extract<Frame, { type: 'presence' | 'board' | 'marks' }>;

export interface GossipNeeds {
  readonly self: { readonly peer: PeerId; readonly role: Role };
  readonly joinedAt: () => number;
  readonly clock: Clock;
  readonly random: Random;
  /** Those that are open and speak our frames. */
  readonly neighbors: () => readonly Session[];
  /** Somebody's word was news: how it stands in the room, or only what it says of itself. */
  readonly heard: (hasMoved: boolean) => void;
}

export interface Gossip {
  start(): void;
  /** Says goodbye to every neighbor. */
  stop(): void;
  /** Our neighbors, or when we joined, may have changed. */
  moved(): void;
  setAbout(about: string): void;
  /** Tells a new neighbor how we stand and how many we know. */
  greet(session: Session): void;
  hear(session: Session, frame: PresenceFrame): void;
  /** Tells a neighbor once more what these say. */
  name(session: Session, peers: readonly PeerId[]): void;
  /** The others that are here, by the words of each. The same array until something has changed. */
  others(): readonly Presence[];
  /** To whom goes on what this author, named by its mark, has written; null where that is not known. */
  onwardFrom(author: number): ReadonlySet<PeerId> | null;
}

interface Passing {
  readonly word: Word;
  /** It came in answer to a question: only those that may lack it too are told. */
  readonly isAnswer: boolean;
  readonly saidBy: Set<Session>;
}

export const createGossip = (needs: GossipNeeds): Gossip => {
  const { self, clock, random, neighbors } = needs;
  const board = createPresenceBoard(self, clock, random, () => neighbors().map(({ peer }) => peer));
  const comparing = createComparing({ self: self.peer, board, clock, random, neighbors });
  const timers = createTimers(clock);
  /** Words to go on, by author and kind. */
  const waiting = new Map<string, Passing>();
  let about = '';
  let isRunning = false;

  const isSmall = (): boolean => board.size() <= SMALL_ROOM;
  const paceOf = (soonest: number, longest: number, perPeer: number) =>
    createPace(clock, soonest, () => (isSmall() ? soonest : Math.min(longest, perPeer * board.size())));
  const speaking = paceOf(SPEAK_MS, LONGEST_SPEAK_MS, LONGEST_SPEAK_PER_PEER_MS);
  const passing = paceOf(PASS_ON_MS, LONGEST_PASS_ON_MS, LONGEST_PASS_ON_PER_PEER_MS);

  const tell = (session: Session, words: readonly Word[], isAnswer = false): void => {
    for (const frame of framesOf(words, isAnswer)) session.send(frame);
  };

  const onward = (): readonly Session[] =>
    isSmall() ? neighbors() : neighbors().filter(({ peer }) => board.isOnTree(peer));

  const standpoint = (said: string | null) => ({
    neighbors: said === null ? [] : neighbors().map(({ peer }) => peer),
    joinedAt: needs.joinedAt(),
    about: said,
  });

  const speak = (): void => {
    const words = board.speak(standpoint(about));
    if (words.length === 0) return;
    speaking.done();
    for (const session of onward()) tell(session, words);
    comparing.changed();
  };

  const passOn = (): void => {
    passing.done();
    for (const session of onward()) {
      const due = [...waiting.values()].filter(
        ({ isAnswer, saidBy }) => !saidBy.has(session) && (!isAnswer || comparing.hasAgreed(session)),
      );
      tell(
        session,
        due.map(({ word }) => word),
      );
    }
    waiting.clear();
    comparing.changed();
  };

  const speakSoon = (): void => {
    if (isRunning) timers.soon('speak', speaking.wait(), speak);
  };

  const hearWords = (session: Session, words: readonly Word[], isAnswer: boolean): void => {
    for (const { peer, kind, seq } of words) {
      const known = waiting.get(`${kind} ${peer}`);
      if (known?.word.seq === seq) known.saidBy.add(session);
    }
    const news = board.hear(words);
    if (board.isOvertaken()) speakSoon();
    if (news.length === 0) return;
    for (const word of news)
      waiting.set(`${word.kind} ${word.peer}`, { word, isAnswer, saidBy: new Set([session]) });
    timers.soon('pass on', passing.wait(), passOn);
    needs.heard(news.some((word) => word.kind === 'links' || word.about === null));
  };

  return {
    start: () => {
      isRunning = true;
      speak();
      comparing.start();
    },
    stop: () => {
      isRunning = false;
      timers.clear();
      comparing.stop();
      waiting.clear();
      const goodbye = board.speak(standpoint(null));
      for (const session of neighbors()) tell(session, goodbye);
    },
    moved: () => {
      board.moved();
      speakSoon();
    },
    setAbout: (next) => {
      if (next === about) return;
      about = next;
      speakSoon();
    },
    greet: (session) => {
      board.moved();
      comparing.met(session);
      tell(session, board.wordsOf([self.peer]));
    },
    hear: (session, frame) => {
      switch (frame.type) {
        case 'presence':
          return hearWords(session, frame.words, frame.isAnswer);
        case 'board':
          return comparing.heard(session, frame);
        case 'marks':
          return comparing.asked(session, frame.marks, frame.isWhole);
      }
    },
    name: (session, peers) => tell(session, board.wordsOf(peers)),
    others: board.others,
    onwardFrom: (author) => (isSmall() ? null : board.onwardFrom(author)),
  };
};
