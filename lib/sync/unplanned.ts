/**
 * Ends sessions that neither end plans any more, and not before a while has passed: a change of mind tears nothing.
 * SPEC.md, rule R3. It does not know who plans what, nor why.
 */

import type { Clock } from './clock';
import type { Session } from './session';

const GRACE_MS = 3_000;

export interface Unplanned {
  /** Closes those of all sessions that were unplanned for long enough. */
  close(all: Iterable<Session>): void;
  ended(session: Session): void;
}

export const createUnplanned = (clock: Clock): Unplanned => {
  const sinceOf = new Map<Session, number>();
  return {
    close: (all) => {
      for (const session of all) {
        if (session.exchange !== null || !session.isOpen) {
          sinceOf.delete(session);
          continue;
        }
        const since = sinceOf.get(session) ?? clock.now();
        sinceOf.set(session, since);
        if (clock.now() - since >= GRACE_MS) session.close('unplanned');
      }
    },
    ended: (session) => {
      sinceOf.delete(session);
    },
  };
};
