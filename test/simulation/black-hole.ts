/** Makes a peer a black hole: it is there and takes everything, but what comes from it is nothing, late, old or wrong. */

import type { Clock } from '@/lib/sync/clock';
import { decodeFrame } from '@/lib/sync/frame-codec';
import type { FrameType } from '@/lib/sync/frames';
import type { SharedDocument } from '@/lib/sync/shared-document';
import type { Link, Transport } from '@/lib/sync/transport';
import type { BlackHoleManner } from './scenario';

export interface BlackHole {
  /** null: the peer does its work. */
  manner: BlackHoleManner | null;
  /** It is or was a black hole: what it made of the others meanwhile is its own affair. */
  wasEver: boolean;
  around(transport: Transport, clock: Clock): Transport;
  within(document: SharedDocument): SharedDocument;
}

const LATE_MS = 4_000;

/** What even a peer says that does no work: it greets, lives and knows who is here. */
const small: ReadonlySet<FrameType> = new Set([
  'hello',
  'plan',
  'ping',
  'pong',
  'presence',
  'board',
  'marks',
  'bye',
]);

const isSmall = (bytes: Uint8Array): boolean => {
  const frame = decodeFrame(bytes);
  return frame.ok && small.has(frame.value.type);
};

const signsOfLife: ReadonlySet<FrameType> = new Set(['hello', 'plan', 'ping', 'pong', 'bye']);

const isSignOfLife = (bytes: Uint8Array): boolean => {
  const frame = decodeFrame(bytes);
  return frame.ok && signsOfLife.has(frame.value.type);
};

/** What hands entries over, or helps to find them. */
const answers: ReadonlySet<FrameType> = new Set([
  'update',
  'step2',
  'batch',
  'done',
  'groupSums',
  'prints',
  'fingerprints',
]);

const isAnswer = (bytes: Uint8Array): boolean => {
  const frame = decodeFrame(bytes);
  return frame.ok && answers.has(frame.value.type);
};

const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => 255 - byte);

export const createBlackHole = (): BlackHole => {
  const hole: BlackHole = {
    manner: null,
    wasEver: false,
    around: (transport, clock) => {
      const swallow = (link: Link): Link => {
        /** While something is late, all that follows is as late. */
        let lateUntil = 0;
        const send = (frame: Uint8Array): void => {
          if (hole.manner === 'mute' || (hole.manner === 'silent' && !isSmall(frame))) return;
          if (hole.manner === 'numb' && !isSignOfLife(frame)) return;
          if (hole.manner === 'keeping' && isAnswer(frame)) return;
          if (hole.manner === 'slow') lateUntil = clock.now() + LATE_MS;
          if (lateUntil <= clock.now()) return link.send(frame);
          clock.after(lateUntil - clock.now(), () => link.send(frame));
        };
        return {
          peer: link.peer,
          transport: link.transport,
          get queued() {
            return link.queued;
          },
          send,
          close: link.close,
          listen: link.listen,
        };
      };
      return {
        ...transport,
        start: (host) => transport.start({ ...host, linked: (link) => host.linked(swallow(link)) }),
      };
    },
    within: (document) => ({
      ...document,
      admit: (update, origin) =>
        hole.manner === 'stale'
          ? { accepted: [], refused: [], gaps: [], known: [] }
          : document.admit(update, origin),
      printOf: (writer, clock) => {
        const print = document.printOf(writer, clock);
        return hole.manner === 'wrong' && print !== null ? inverted(print) : print;
      },
      digest: (except) => {
        const digest = document.digest(except);
        return hole.manner === 'wrong' ? { ...digest, hash: inverted(digest.hash) } : digest;
      },
    }),
  };
  return hole;
};
