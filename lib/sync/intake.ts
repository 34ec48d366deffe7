/**
 * Takes in the updates that neighbors send: through the door, counted, and those that came too early once what they
 * follow on is here.
 * It does not know why an update came, nor whom it goes on to.
 */

import { createHeldBack } from './held-back';
import { createPayloads, type Payloads } from './payloads';
import type { Session } from './session';
import type { Admission, SharedDocument } from './shared-document';
import { noteBrought, noteHeld, type Standing } from './standing';
import type { PeerId } from './transport';

export interface IntakeNeeds {
  readonly document: SharedDocument;
  readonly refused: (peer: PeerId, admission: Admission) => void;
}

export interface Intake {
  take(session: Session, standing: Standing, update: Uint8Array): Admission;
  payloads(): Payloads;
  clear(): void;
}

export const createIntake = ({ document, refused }: IntakeNeeds): Intake => {
  const heldBack = createHeldBack();
  const payloads = createPayloads();

  const admit = (peer: PeerId, update: Uint8Array): Admission => {
    const admission = document.admit(update, peer);
    const { gaps } = admission;
    if (gaps.length > 0) heldBack.keep({ update, from: peer, gaps });
    const early = new Set(gaps.map(({ writer }) => writer));
    const told = admission.refused.filter(({ range }) => range === null || !early.has(range.writer));
    if (told.length > 0) refused(peer, { ...admission, refused: told });
    return admission;
  };

  const takeHeldBack = (): void => {
    for (;;) {
      const ready = heldBack.takeReady(document.reach());
      if (ready === null) return;
      admit(ready.from, ready.update);
    }
  };

  return {
    take: (session, standing, update) => {
      const admission = admit(session.peer, update);
      payloads.note(update, admission);
      // [C15] What a server passes on may not be on its disk yet: it says so by itself.
      const note = session.hello?.role === 'server' ? noteBrought : noteHeld;
      note(standing, [...admission.accepted, ...admission.known]);
      if (admission.accepted.length > 0) takeHeldBack();
      return admission;
    },
    payloads: payloads.read,
    clear: heldBack.clear,
  };
};
