/**
 * When digests are told: soon after something changed where little happens, more rarely where much does, and now and
 * then without any reason, so that whatever was lost heals. SPEC.md, rule C1.
 * It does not know what a digest leads to.
 */

import type { Clock, Random } from './clock';
import type { Session } from './session';
import type { SharedDocument } from './shared-document';
import { type Standing, sameDigest } from './standing';

/** New entries are gathered for so long before the new digest is told. */
const SOONEST_MS = 250;
/** While one change follows the other the wait doubles up to this. */
const LATEST_MS = 4_000;
/** Then it ends when nothing has changed for so long. */
const QUIET_MS = 1_000;
const ANTI_ENTROPY_MS = 15_000;

export interface TellingNeeds {
  readonly document: SharedDocument;
  readonly clock: Clock;
  readonly random: Random;
  readonly standings: ReadonlyMap<Session, Standing>;
  readonly flows: (session: Session) => boolean;
  /** While a large answer is coming in, the digest changes with every frame of it: told once, at its end. */
  readonly isBulk: () => boolean;
  /** It is time to tell everybody. */
  readonly tellAll: () => void;
}

export interface Telling {
  start(): void;
  stop(): void;
  /** Something is new here. */
  grew(): void;
  /** Tells one neighbor, if there is news, or it heard nothing for long, or `always`. */
  tell(session: Session, standing: Standing, always: boolean): void;
}

export const createTelling = (needs: TellingNeeds): Telling => {
  const { document, clock, random, flows } = needs;
  let stopAntiEntropy = (): void => undefined;
  let cancel: (() => void) | null = null;
  let wait = SOONEST_MS;
  let grewAt = 0;
  let toldAt = Number.NEGATIVE_INFINITY;

  const antiEntropy = (): void => {
    needs.tellAll();
    stopAntiEntropy = clock.after(ANTI_ENTROPY_MS * (0.8 + 0.4 * random()), antiEntropy);
  };

  const tellWhenQuiet = (since: number): void => {
    const quietAt = grewAt + Math.min(wait, QUIET_MS);
    const at = Math.max(since + SOONEST_MS, Math.min(since + wait, quietAt));
    if (at > clock.now()) {
      cancel = clock.after(at - clock.now(), () => tellWhenQuiet(since));
      return;
    }
    cancel = null;
    toldAt = clock.now();
    if (!needs.isBulk()) needs.tellAll();
  };

  return {
    start: () => {
      stopAntiEntropy = clock.after(ANTI_ENTROPY_MS * random(), antiEntropy);
    },
    stop: () => {
      stopAntiEntropy();
      cancel?.();
      cancel = null;
    },
    grew: () => {
      grewAt = clock.now();
      if (cancel !== null) return;
      wait = grewAt - toldAt < 4 * wait ? Math.min(2 * wait, LATEST_MS) : SOONEST_MS;
      tellWhenQuiet(grewAt);
    },
    tell: (session, standing, always) => {
      if (!flows(session) || session.isStock) return;
      const digest = document.digest(standing.forks);
      const isStale = clock.now() - standing.sentAt >= ANTI_ENTROPY_MS;
      if (!always && !isStale && sameDigest(digest, standing.sentDigest)) return;
      standing.sentDigest = digest;
      standing.sentAt = clock.now();
      session.send({ type: 'digest', digest });
    },
  };
};
