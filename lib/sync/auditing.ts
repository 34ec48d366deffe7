/**
 * Judges the elected server by real work: it is asked, with a deadline, to show how far it holds a journal, and must cover
 * what this peer had sent it before asking. SPEC.md, rules E1 to E3.
 * It does not know how a server is elected, nor what follows from a judgement.
 *
 * A heartbeat would not do: the article warns of the server that takes everything and gives nothing. Deadlines are counted in
 * ticks that came in time, so that a judge that was itself asleep or stalled never blames the other.
 */

import type { Clock, Random } from './clock';
import {
  clear,
  condemn,
  type Dossier,
  newDossier,
  type Question,
  type Topic,
  type Verdict,
  verdictOn,
} from './dossier';
import type { Frame } from './frames';
import type { SharedDocument } from './shared-document';
import { sameBytes } from './standing';
import { createTimers } from './timers';
import type { PeerId } from './transport';

const TICK_MS = 500;
/** A tick that comes later than this after the last says that we slept; hidden pages get one a second. */
const SLEPT_MS = 1_500;
/** A tick up to this after the last came in time: what had arrived before was heard before. */
const PUNCTUAL_MS = 650;
/** The elected one is asked every so many ticks, one that has failed more rarely. */
const ASK_EVERY = 2;
const ASK_FAILED_EVERY = 10;
/** Ticks within which the answer must be in, and one more if the last was late: the answer may lie behind it. */
const DEADLINE = 3;
/** A new session takes so long at most to bring over what was written before it, one question after the other. */
const CATCH_UP_MS = 20_000;
/** So many answers in a row that fall short of what was sent, and gained nothing since the last, are a failure. */
const SHORT_ANSWERS = 2;
/** So many good answers in a row clear one that has failed. */
const GOOD_ANSWERS = 3;
type AuditFrame = Extract<Frame, { readonly type: 'audit' }>;
type ProofFrame = Extract<Frame, { readonly type: 'proof' }>;

export interface AuditorNeeds {
  readonly document: SharedDocument;
  readonly clock: Clock;
  readonly random: Random;
  /** This moment in ms since the epoch, as this peer has it. */
  readonly wall: () => number;
  /** Since when a session carries data to this peer, by the clock; null where none does, or much still waits to leave for it. */
  readonly servedSince: (peer: PeerId) => number | null;
  /** Copies of this journal are known to differ: it proves nothing. */
  readonly isForked: (writer: number) => boolean;
  readonly ask: (peer: PeerId, frame: AuditFrame) => void;
  /** A judgement has changed. */
  readonly judged: () => void;
}

export interface Auditor {
  start(): void;
  stop(): void;
  /** Whose work is to be judged from now on; null: nobody's. */
  watch(server: PeerId | null): void;
  proof(peer: PeerId, frame: ProofFrame): void;
  /** Its session is over, and `hasBroken` if that was not by anybody's wish: what was asked over it stays unanswered. */
  left(peer: PeerId, hasBroken: boolean): void;
  /** @param asserted when the peer says it joined. Of one that joins anew earlier failures are forgotten. */
  verdict(peer: PeerId, asserted: number | null): Verdict;
}

/** New entries that reached this peer by another way than the server: it passed them on. */
interface News {
  readonly writer: number;
  readonly clock: number;
  readonly at: number;
  readonly isOwn: boolean;
}

/** What an honest peer shows when it is asked. */
export const proofFor = (document: SharedDocument, { request, writer, clock }: AuditFrame): ProofFrame => {
  const shown = Math.min(clock, document.reach().get(writer) ?? 0);
  return { type: 'proof', request, clock: shown, print: document.printOf(writer, shown) ?? new Uint8Array() };
};

export const createAuditor = (needs: AuditorNeeds): Auditor => {
  const { document, clock, random } = needs;
  const dossiers = new Map<PeerId, Dossier>();
  const timers = createTimers(clock);
  let watched: PeerId | null = null;
  /** What this program wrote last: it went out at once to whoever was linked then. */
  let written: News | null = null;
  /** What others than the server brought last. */
  let brought: News | null = null;
  let lastTick = 0;
  let wokeAt = Number.NEGATIVE_INFINITY;
  let requests = 0;
  let stopListening = (): void => undefined;

  const dossierOf = (peer: PeerId): Dossier => {
    const known = dossiers.get(peer) ?? newDossier();
    dossiers.set(peer, known);
    return known;
  };

  const fail = (dossier: Dossier): void => {
    if (condemn(dossier)) needs.judged();
  };

  const restore = (dossier: Dossier): void => {
    clear(dossier, needs.wall(), clock.now());
    needs.judged();
  };

  /** Own words go out at once, once a session has caught up; what others brought has its own time. */
  const topicOf = ({ writer, clock: reached, at, isOwn }: News, since: number): Topic => {
    const began = isOwn ? since : Math.max(since, at);
    return { writer, clock: reached, mustCover: clock.now() - began > CATCH_UP_MS };
  };

  const anyTopic = (): Topic => {
    const reach = [...document.reach()].filter(([writer]) => !needs.isForked(writer));
    const [writer, reached] = reach[Math.floor(random() * reach.length)] ?? [0, 0];
    return { writer, clock: reached, mustCover: false };
  };

  /** Own words and others' by turns; who has neither asks for any journal, and so finds out one that shows a wrong one. */
  const nextTopic = (since: number): Topic => {
    const news = [written, brought].filter((one) => one !== null && !needs.isForked(one.writer));
    const one = news[requests % Math.max(1, news.length)];
    return one == null ? anyTopic() : topicOf(one, since);
  };

  const ask = (peer: PeerId, dossier: Dossier): void => {
    const since = needs.servedSince(peer);
    if (since === null) return;
    dossier.sinceAsked = 0;
    const topic = dossier.shortOf ?? nextTopic(since);
    const question = { ...topic, request: ++requests, ticks: 0 };
    dossier.question = question;
    const { writer, clock: asked } = question;
    needs.ask(peer, { type: 'audit', request: requests, writer, clock: asked, serves: !dossier.failing });
  };

  const wait = (dossier: Dossier, question: Question, sinceLastTick: number): void => {
    question.ticks = sinceLastTick <= SLEPT_MS ? question.ticks + 1 : 0;
    const patience = sinceLastTick <= PUNCTUAL_MS ? DEADLINE : DEADLINE + 1;
    if (question.ticks >= patience) fail(dossier);
  };

  /** Who has slept asks the elected one at once: it may soon sleep again, and whom nobody asks gives up the office. */
  const look = (peer: PeerId, dossier: Dossier, sinceLastTick: number): void => {
    if (sinceLastTick > SLEPT_MS && !dossier.failing) return ask(peer, dossier);
    if (dossier.question !== null) return wait(dossier, dossier.question, sinceLastTick);
    dossier.sinceAsked++;
    if (dossier.sinceAsked >= (dossier.failing ? ASK_FAILED_EVERY : ASK_EVERY)) ask(peer, dossier);
  };

  const tick = (): void => {
    const sinceLastTick = clock.now() - lastTick;
    lastTick = clock.now();
    if (sinceLastTick > SLEPT_MS) wokeAt = lastTick;
    for (const [peer, dossier] of dossiers)
      if (peer === watched || dossier.failing) look(peer, dossier, sinceLastTick);
    timers.soon('tick', TICK_MS, tick);
  };

  /** What broke while we slept is heard of on waking, before or after the first tick. */
  const isAwake = (): boolean => clock.now() - lastTick <= SLEPT_MS && clock.now() - wokeAt > SLEPT_MS;

  /** An answer is good if it covers what was asked, or has come nearer to it since the last. */
  const isProgress = (dossier: Dossier, { writer }: Question, reached: number): boolean =>
    dossier.shown !== null && dossier.shown.writer === writer && reached > dossier.shown.clock;

  const judge = (dossier: Dossier, question: Question, frame: ProofFrame): void => {
    const reached = Math.min(frame.clock, question.clock);
    const expected = document.printOf(question.writer, reached);
    if (reached > 0 && expected !== null && !sameBytes(expected, frame.print)) return fail(dossier);
    const isShort = question.mustCover && reached < question.clock && !isProgress(dossier, question, reached);
    dossier.shown = { writer: question.writer, clock: reached };
    dossier.short = isShort ? dossier.short + 1 : 0;
    dossier.shortOf = isShort ? question : null;
    if (dossier.short >= SHORT_ANSWERS) return fail(dossier);
    dossier.good = isShort ? 0 : dossier.good + 1;
    if (dossier.failing && dossier.good >= GOOD_ANSWERS) restore(dossier);
  };

  return {
    start: () => {
      lastTick = clock.now();
      stopListening = document.onGrowth((ranges, origin) => {
        const last = ranges.at(-1);
        if (last === undefined || origin === 'storage' || origin === watched) return;
        const isOwn = origin === 'local';
        const news: News = { writer: last.writer, clock: last.to, at: clock.now(), isOwn };
        if (isOwn) written = news;
        else brought = news;
      });
      tick();
    },
    stop: () => {
      timers.clear();
      stopListening();
      dossiers.clear();
    },
    watch: (server) => {
      if (server !== null) dossierOf(server);
      if (server === watched) return;
      const before = watched === null ? undefined : dossiers.get(watched);
      if (before !== undefined) before.question = null;
      watched = server;
    },
    proof: (peer, frame) => {
      const dossier = dossiers.get(peer);
      const question = dossier?.question;
      if (dossier === undefined || question?.request !== frame.request) return;
      dossier.question = null;
      judge(dossier, question, frame);
    },
    left: (peer, hasBroken) => {
      const dossier = dossiers.get(peer);
      if (dossier === undefined) return;
      dossier.question = null;
      if (hasBroken && peer === watched && isAwake()) fail(dossier);
    },
    verdict: (peer, asserted) => {
      const dossier = dossiers.get(peer);
      if (dossier === undefined) return { failing: false, joinedAt: asserted };
      return verdictOn(dossier, asserted, clock.now());
    },
  };
};
