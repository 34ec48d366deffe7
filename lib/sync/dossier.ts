/**
 * What a judge has on file of one peer: what it was asked, how it answered, and since when it counts as present.
 * It does not know when to ask, nor what makes an answer good. SPEC.md, rules E1 to E3.
 */

/** For so long one that was cleared counts as newly come, and twice as long after each further failure, up to the longest. */
const PROBATION_MS = 10_000;
const LONGEST_PROBATION_MS = 600_000;

/** What the server is asked to show. */
export interface Topic {
  readonly writer: number;
  readonly clock: number;
  /** It was sent that much before. */
  readonly mustCover: boolean;
}

export interface Question extends Topic {
  readonly request: number;
  ticks: number;
}

export interface Dossier {
  asserted: number | null;
  failing: boolean;
  offences: number;
  /** When it was cleared, in ms since the epoch, and until when that counts, by the clock. */
  restoredAt: number;
  probationEnds: number;
  question: Question | null;
  /** Ticks. */
  sinceAsked: number;
  /** How far its last answer reached, by writer. */
  shown: { readonly writer: number; readonly clock: number } | null;
  /** What its last answer fell short of, and how many did so in a row. */
  shortOf: Topic | null;
  short: number;
  good: number;
}

/** What the judge makes of a peer. */
export interface Verdict {
  readonly failing: boolean;
  /** Since when it counts as present. */
  readonly joinedAt: number | null;
}

/** Of one that is to be asked at once. */
export const newDossier = (): Dossier => ({
  asserted: null,
  failing: false,
  offences: 0,
  restoredAt: 0,
  probationEnds: 0,
  question: null,
  sinceAsked: Number.POSITIVE_INFINITY,
  shown: null,
  shortOf: null,
  short: 0,
  good: 0,
});

/** It has failed. False if that was known. */
export const condemn = (dossier: Dossier): boolean => {
  dossier.question = null;
  dossier.good = 0;
  dossier.short = 0;
  dossier.shortOf = null;
  if (dossier.failing) return false;
  dossier.failing = true;
  dossier.offences++;
  return true;
};

/** @param wall this moment in ms since the epoch; `now` by the clock. */
export const clear = (dossier: Dossier, wall: number, now: number): void => {
  dossier.failing = false;
  dossier.restoredAt = wall;
  dossier.probationEnds = now + Math.min(LONGEST_PROBATION_MS, PROBATION_MS * 2 ** (dossier.offences - 1));
};

/** Earlier failures are forgotten; but by a wrong clock it may still be the oldest, so one that fails has to prove itself. */
const joinAnew = (dossier: Dossier, asserted: number): void => {
  dossier.asserted = asserted;
  dossier.offences = Number(dossier.failing);
  dossier.probationEnds = 0;
};

/** @param asserted when the peer says that it joined. */
export const verdictOn = (dossier: Dossier, asserted: number | null, now: number): Verdict => {
  if (asserted !== null && dossier.asserted !== null && asserted > dossier.asserted)
    joinAnew(dossier, asserted);
  dossier.asserted ??= asserted;
  return { failing: dossier.failing, joinedAt: now < dossier.probationEnds ? dossier.restoredAt : asserted };
};
