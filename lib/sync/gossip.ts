/**
 * Carries the words of presence through the room: our own when it changes, those of others once to each neighbor, gathered
 * so that they never outweigh the data. SPEC.md, rule R2.
 * It does not know what the app says in its word, nor what a strategy makes of who is here.
 */

import type { Clock, Random } from './clock';
import type { Presence } from './frames';
import { createPresenceBoard } from './presence';
import type { Role } from './room';
import type { Session } from './session';
import { createTimers } from './timers';
import type { PeerId } from './transport';

/** Changes of one's own word are gathered for so long before it is spread, and words of others before they go on. */
const SPEAK_MS = 150;
const PASS_ON_MS = 40;
/** In a room of more peers than this both take longer: so many ms for each peer. */
const SMALL_ROOM = 16;
const PER_PEER_MS = 10;
const LONGEST_PASS_ON_MS = 1_000;

export interface GossipNeeds {
  readonly self: { readonly peer: PeerId; readonly role: Role };
  readonly joinedAt: () => number;
  readonly clock: Clock;
  readonly random: Random;
  /** Those that are open and speak our frames. */
  readonly neighbors: () => readonly Session[];
  /** Somebody's word was news. */
  readonly heard: () => void;
}

export interface Gossip {
  start(): void;
  /** Says goodbye to every neighbor. */
  stop(): void;
  /** What we say of ourselves or our neighbors has changed. */
  speakSoon(): void;
  setAbout(about: string): void;
  /** Tells a new neighbor who is here. */
  greet(session: Session): void;
  hear(session: Session, words: readonly Presence[]): void;
  /** The others that are here, by the last word of each. */
  others(isLinked: (peer: PeerId) => boolean): readonly Presence[];
}

export const createGossip = (needs: GossipNeeds): Gossip => {
  const { self, clock } = needs;
  const board = createPresenceBoard({ ...self, joinedAt: needs.joinedAt() }, clock, needs.random);
  const timers = createTimers(clock);
  /** Words to go on, and who has said each. */
  const waiting = new Map<PeerId, { readonly word: Presence; readonly saidBy: Set<Session> }>();
  let about = '';
  let isRunning = false;

  const stretched = (ms: number): number =>
    board.size <= SMALL_ROOM ? ms : Math.max(ms, PER_PEER_MS * board.size);

  const nextWord = (said: string | null): Presence =>
    board.speak(said === null ? [] : needs.neighbors().map(({ peer }) => peer), said, needs.joinedAt());

  const tellAll = (word: Presence): void => {
    for (const session of needs.neighbors()) session.send({ type: 'presence', peers: [word] });
  };

  /** Whom a word names as its author's neighbor has heard it from the author. */
  const passOn = (): void => {
    for (const session of needs.neighbors()) {
      const peers = [...waiting.values()]
        .filter(({ word, saidBy }) => !saidBy.has(session) && !word.neighbors.includes(session.peer))
        .map(({ word }) => word);
      if (peers.length > 0) session.send({ type: 'presence', peers });
    }
    waiting.clear();
  };

  const speakRegularly = (): void => {
    tellAll(nextWord(about));
    timers.soon('refresh', board.refreshMs, speakRegularly);
  };

  const speakSoon = (): void => {
    if (isRunning) timers.soon('speak', stretched(SPEAK_MS), () => tellAll(nextWord(about)));
  };

  return {
    start: () => {
      isRunning = true;
      speakRegularly();
    },
    stop: () => {
      isRunning = false;
      timers.clear();
      waiting.clear();
      tellAll(nextWord(null));
    },
    speakSoon,
    setAbout: (next) => {
      if (next === about) return;
      about = next;
      speakSoon();
    },
    greet: (session) => session.send({ type: 'presence', peers: board.greeting() }),
    hear: (session, words) => {
      for (const { peer, seq } of words) {
        const known = waiting.get(peer);
        if (known?.word.seq === seq) known.saidBy.add(session);
      }
      const news = board.hear(words);
      if (news.length === 0) return;
      for (const word of news) waiting.set(word.peer, { word, saidBy: new Set([session]) });
      timers.soon('pass on', Math.min(LONGEST_PASS_ON_MS, stretched(PASS_ON_MS)), passOn);
      needs.heard();
    },
    others: board.others,
  };
};
