/**
 * Since when each session carries data: one that carried names alone before is as good as new.
 * It does not know what the data is, nor who asks.
 */

import type { Clock } from './clock';
import type { Session } from './session';
import { carriesData } from './strategy';

export interface Carrying {
  /** To be told whenever a session may have begun to carry data, or ceased to. */
  look(session: Session): void;
  /** null while it carries none, or while something of ours waits in its link. */
  since(session: Session | undefined): number | null;
}

export const createCarrying = (clock: Clock): Carrying => {
  const sinceOf = new WeakMap<Session, number>();
  return {
    look: (session) => {
      if (!session.isOpen || !carriesData(session.exchange)) sinceOf.delete(session);
      else if (!sinceOf.has(session)) sinceOf.set(session, clock.now());
    },
    since: (session) =>
      session === undefined || session.link.queued > 0 ? null : (sinceOf.get(session) ?? null),
  };
};
