/**
 * Whether a neighbor's copy and ours are the same, by the digests that were told, and what follows if they are or not.
 * It does not know when digests are told (telling.ts), nor what is asked (questions.ts).
 */

import type { Asking } from './asking';
import type { Clock } from './clock';
import type { Holdings } from './holdings';
import { doubted } from './questions';
import type { Session } from './session';
import type { Digest, SharedDocument } from './shared-document';
import { noteAccount, type Standing, sameDigest } from './standing';
import type { Telling } from './telling';

export interface AgreementNeeds {
  readonly document: SharedDocument;
  readonly clock: Clock;
  readonly standings: ReadonlyMap<Session, Standing>;
  readonly holdings: Holdings;
  readonly asking: Asking;
  readonly telling: Telling;
  readonly changed: () => void;
}

export interface Agreement {
  /** Compares what the neighbor told last with what is here now. */
  compare(standing: Standing): void;
  tellAll(): void;
  /** The neighbor has answered, or will not. */
  answered(session: Session): void;
  heard(session: Session, standing: Standing, digest: Digest): void;
}

export const createAgreement = (needs: AgreementNeeds): Agreement => {
  const { document, clock, standings, holdings, asking, telling } = needs;

  const compare = (standing: Standing): void => {
    const digest = document.digest(standing.forks);
    const isAgreed = sameDigest(standing.theirDigest, digest);
    if (isAgreed && !sameDigest(standing.agreedOn, digest)) {
      noteAccount(standing, document.reach());
      holdings.note(standing.theirs);
    }
    standing.agreedOn = isAgreed ? digest : null;
    if (!isAgreed) return;
    standing.lacking = [];
    standing.doubt = null;
    standing.failures = 0;
  };

  const doubt = (standing: Standing, isMeeting: boolean): void => {
    const { theirDigest, agreedOn, forks } = standing;
    if (theirDigest !== null && agreedOn === null)
      doubted(standing, theirDigest, document.digest(forks), clock.now(), isMeeting);
  };

  const tellAll = (): void => {
    for (const [session, standing] of standings) {
      compare(standing);
      telling.tell(session, standing, false);
    }
    asking.consider();
    needs.changed();
  };

  return {
    compare,
    tellAll,
    answered: (session) => {
      const standing = standings.get(session);
      if (standing !== undefined) {
        compare(standing);
        // What it told before still differs: looked at once more, in case that nothing else is heard of it.
        doubt(standing, false);
      }
      tellAll();
    },
    heard: (session, standing, digest) => {
      const { isMeeting } = standing;
      standing.isMeeting = false;
      standing.theirDigest = digest;
      standing.theirDigestAt = clock.now();
      compare(standing);
      doubt(standing, isMeeting);
      if (standing.agreedOn !== null) telling.tell(session, standing, false);
      asking.consider();
      needs.changed();
    },
  };
};
