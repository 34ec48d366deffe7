/**
 * How a stock client is asked for what it has and we lack: in portions. It answers each `step1` in one message, and one that
 * is larger than its data channel takes fails on its side without a word. SPEC.md, rule C14.
 * It does not know how its answers get in, nor who shows what could not be had.
 */

import type { Clock } from './clock';
import type { Session } from './session';
import type { Range, Reach, SharedDocument } from './shared-document';
import { rangesAhead, type Standing } from './standing';

/** So many entries fit a message many times over, as long as they are lines and no novels. */
const PORTION_ENTRIES = 1_000;
/** An answer takes no longer, even where a page is busy with what it got from us. */
const PATIENCE_MS = 8_000;

export interface StockAskingNeeds {
  readonly document: SharedDocument;
  readonly clock: Clock;
  /** So many of its entries cannot be had: in one message they are too large, or the door turns them away. */
  readonly unexchanged: (session: Session, entries: number) => void;
}

export interface StockAsking {
  /** Something is known to be there that may be missing here. */
  consider(session: Session, standing: Standing): void;
  /** Something came in: with `step2`, its whole answer. */
  received(session: Session, standing: Standing, isAnswer: boolean): void;
  left(session: Session): void;
  stop(): void;
}

interface Talk {
  /** What was asked for last and is not answered. */
  open: readonly Range[];
  cancel: () => void;
  portion: number;
  /** Up to where a writer was asked for in vain: not again before there is more of it. */
  readonly givenUp: Map<number, number>;
}

const sizeOf = (ranges: readonly Range[]): number => ranges.reduce((sum, { from, to }) => sum + to - from, 0);

/** Whole writers, at least one: of a journal a stock client gives all that follows, or nothing. */
const firstOf = (ranges: readonly Range[], entries: number): readonly Range[] => {
  const portion: Range[] = [];
  for (const range of ranges) {
    if (portion.length > 0 && sizeOf(portion) + sizeOf([range]) > entries) break;
    portion.push(range);
  }
  return portion;
};

export const createStockAsking = ({ document, clock, unexchanged }: StockAskingNeeds): StockAsking => {
  const talks = new Map<Session, Talk>();

  const talkWith = (session: Session): Talk => {
    const known = talks.get(session);
    if (known !== undefined) return known;
    const talk: Talk = { open: [], cancel: () => undefined, portion: PORTION_ENTRIES, givenUp: new Map() };
    talks.set(session, talk);
    return talk;
  };

  const isMissing = ({ writer, to }: Range): boolean => (document.reach().get(writer) ?? 0) < to;

  /** Claims to have whatever is not asked for. */
  const claim = (asked: readonly Range[], theirs: Reach): Reach => {
    const claimed = new Map(document.reach());
    for (const [writer, to] of theirs) claimed.set(writer, Math.max(to, claimed.get(writer) ?? 0));
    for (const { writer, from } of asked) claimed.set(writer, from);
    return claimed;
  };

  const giveUp = (talk: Talk, ranges: readonly Range[]): void => {
    for (const range of ranges) if (isMissing(range)) talk.givenUp.set(range.writer, range.to);
  };

  const close = (talk: Talk): void => {
    talk.cancel();
    talk.open = [];
  };

  const unanswered = (session: Session, standing: Standing, talk: Talk): void => {
    const { open } = talk;
    close(talk);
    if (open.length > 1) talk.portion = Math.ceil(sizeOf(open) / 2);
    else giveUp(talk, open);
    consider(session, standing);
  };

  const ask = (session: Session, standing: Standing, talk: Talk, missing: readonly Range[]): void => {
    talk.open = firstOf(missing, talk.portion);
    talk.cancel = clock.after(PATIENCE_MS, () => unanswered(session, standing, talk));
    session.send({ type: 'step1', reach: claim(talk.open, standing.theirs) });
  };

  const consider = (session: Session, standing: Standing): void => {
    const talk = talkWith(session);
    if (talk.open.length > 0) return;
    const missing = rangesAhead(standing.theirs, document.reach(), standing.forks);
    const isGivenUp = ({ writer, to }: Range): boolean => talk.givenUp.get(writer) === to;
    const wanted = missing.filter((range) => !isGivenUp(range));
    unexchanged(session, sizeOf(missing.filter(isGivenUp)));
    if (wanted.length > 0) ask(session, standing, talk, wanted);
  };

  return {
    consider,
    received: (session, standing, isAnswer) => {
      const talk = talkWith(session);
      if (isAnswer) giveUp(talk, talk.open);
      if (!talk.open.some(isMissing) || isAnswer) close(talk);
      consider(session, standing);
    },
    left: (session) => {
      const talk = talks.get(session);
      if (talk !== undefined) close(talk);
      talks.delete(session);
    },
    stop: () => {
      for (const talk of talks.values()) close(talk);
      talks.clear();
    },
  };
};
