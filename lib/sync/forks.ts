/**
 * Forks: two journals under one writer's name, as a restored old browser profile makes them by accident. They are found by
 * comparing prints, recorded, and left out of all that follows, so that no session asks for them again and again.
 * It does not know why the copies were compared, nor how a fork is shown to people. SPEC.md, rule C6.
 */

import type { Fingerprint } from './frames';
import type { Session } from './session';
import type { Admission, Refusal, SharedDocument } from './shared-document';
import { type Standing, sameBytes } from './standing';

const PRINT_BYTES = 8;

export const printsOf = (
  document: SharedDocument,
  prefixes: Iterable<readonly [writer: number, clock: number]>,
): Fingerprint[] => {
  const prints: Fingerprint[] = [];
  for (const [writer, clock] of prefixes) {
    const print = document.printOf(writer, clock);
    if (print !== null) prints.push({ writer, clock, print: print.slice(0, PRINT_BYTES) });
  }
  return prints;
};

/** Notes the writers whose prints differ here, tells the neighbor which, and answers with those that are new. */
export const compareFingerprints = (
  document: SharedDocument,
  session: Session,
  standing: Standing,
  prints: readonly Fingerprint[],
): readonly number[] => {
  const fresh = prints.filter(({ writer, clock, print }) => {
    if (standing.forks.has(writer)) return false;
    const own = document.printOf(writer, clock)?.slice(0, PRINT_BYTES);
    return own !== undefined && !sameBytes(own, print);
  });
  for (const { writer } of fresh) standing.forks.add(writer);
  if (fresh.length > 0) {
    const prefixes = fresh.map(({ writer, clock }) => [writer, clock] as const);
    session.send({ type: 'fingerprints', prints: printsOf(document, prefixes) });
  }
  return fresh.map(({ writer }) => writer);
};

/** Matches no prefix of any journal. */
const NO_PRINT = new Uint8Array(PRINT_BYTES);

/**
 * The neighbor holds more of a journal than is here, although it is written here: a copy of this very program writes it as
 * well, as when a machine was restored from a picture of it running. Notes these writers, tells the neighbor, and answers with
 * those that are new.
 */
export const noteDoubles = (
  document: SharedDocument,
  session: Session,
  standing: Standing,
  refused: readonly Refusal[],
): readonly number[] => {
  const fresh = new Map<number, number>();
  for (const { range } of refused)
    if (range !== null && document.isWrittenHere(range.writer) && !standing.forks.has(range.writer))
      fresh.set(range.writer, range.to);
  for (const writer of fresh.keys()) standing.forks.add(writer);
  if (fresh.size > 0 && !session.isStock) {
    const prints = [...fresh].map(([writer, clock]) => ({ writer, clock, print: NO_PRINT }));
    session.send({ type: 'fingerprints', prints });
  }
  return [...fresh.keys()];
};

/**
 * What the neighbor sends of a journal is refused although it follows on what is here, as where its time does not rise. If the
 * beginnings differ, that is why: the neighbor is told ours, to compare them.
 */
export const suspectRefused = (
  document: SharedDocument,
  session: Session,
  standing: Standing,
  { refused, gaps }: Admission,
): void => {
  if (session.isStock) return;
  const early = new Set(gaps.map(({ writer }) => writer));
  const suspects = new Map<number, number>();
  for (const { range } of refused) {
    if (range === null || early.has(range.writer) || standing.forks.has(range.writer)) continue;
    const clock = document.reach().get(range.writer) ?? 0;
    if (clock > 0 && !document.isWrittenHere(range.writer)) suspects.set(range.writer, clock);
  }
  if (suspects.size > 0) session.send({ type: 'fingerprints', prints: printsOf(document, suspects) });
};
