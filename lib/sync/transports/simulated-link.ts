/**
 * One link between two simulated peers: its two ends, and the two ways between them, each in order, each with the faults of
 * the network. It does not know how the peers found each other, nor what a frame says.
 */

import type { Clock, Random } from '../clock';
import type { ClockFace } from '../clock-face';
import {
  type CloseReason,
  FRAME_LIMIT,
  HIGH_WATER,
  type Link,
  LOW_WATER,
  type PeerId,
  QUEUE_LIMIT,
} from '../transport';
import { createLinkEnd } from './link-end';
import type { Faults } from './simulated-faults';

export interface LinkNeeds {
  readonly clock: Clock;
  readonly random: Random;
  /** One-way delay of a frame in ms, drawn anew for each; order on a link is kept. */
  readonly delay: (random: Random) => number;
  /** Bytes per ms that a link carries. */
  readonly bandwidth?: number;
  /** Sees every frame that is sent, for traces and figures. */
  readonly onFrame?: (from: PeerId, to: PeerId, frame: Uint8Array) => void;
  readonly faults: Faults;
}

/** A peer, as far as its links need it. */
export interface Holder {
  readonly peer: PeerId;
  readonly face: ClockFace;
  /** This end is over. */
  forget(end: End): void;
}

export interface End {
  readonly link: Link;
  receive(frame: Uint8Array): void;
  /** The owner is told. */
  finish(reason: CloseReason, detail: string): void;
  /** Nobody is told: the owner is no more. */
  vanish(): void;
}

/** Carries acts to the other side: each after a delay of its own, in the order in which they were given. */
type Lane = (act: () => void) => void;

const createLane = ({ clock, random, delay, faults }: LinkNeeds, from: PeerId, to: PeerId): Lane => {
  let lastAt = 0;
  let held: (() => void)[] = [];

  const release = (): void => {
    if (faults.isBlocked(from, to)) return faults.whenBetter(from, to, release);
    const due = held;
    held = [];
    for (const act of due) act();
  };

  const arrive = (act: () => void): void => {
    if (held.length === 0 && !faults.isBlocked(from, to)) return act();
    held.push(act);
    if (held.length === 1) faults.whenBetter(from, to, release);
  };

  return (act) => {
    lastAt = Math.max(lastAt, clock.now() + delay(random) + faults.slownessOf(from, to));
    clock.after(lastAt - clock.now(), () => arrive(act));
  };
};

/** What was given to `send` and has not left: held by a narrow way, or by a stall. */
const createBuffer = (needs: LinkNeeds, from: PeerId, to: PeerId, leave: (frame: Uint8Array) => void) => {
  const { clock, bandwidth, faults } = needs;
  let stuck: Uint8Array[] = [];
  let bytes = 0;
  let freeAt = 0;

  const depart = (frame: Uint8Array): void => {
    bytes -= frame.length;
    leave(frame);
  };

  const release = (): void => {
    if (faults.isStalled(from, to)) return faults.whenBetter(from, to, release);
    const due = stuck;
    stuck = [];
    for (const frame of due) depart(frame);
  };

  const pass = (frame: Uint8Array): void => {
    if (stuck.length === 0 && !faults.isStalled(from, to)) return depart(frame);
    stuck.push(frame);
    if (stuck.length === 1) faults.whenBetter(from, to, release);
  };

  return {
    get bytes() {
      return bytes;
    },
    add: (frame: Uint8Array): void => {
      bytes += frame.length;
      if (bandwidth === undefined) return pass(frame);
      freeAt = Math.max(freeAt, clock.now()) + frame.length / bandwidth;
      clock.after(freeAt - clock.now(), () => pass(frame));
    },
  };
};

const createEnd = (needs: LinkNeeds, own: Holder, peer: PeerId, lane: Lane, other: () => End): End => {
  const owner = createLinkEnd();
  let isOver = false;
  let wasHigh = false;

  const buffer = createBuffer(needs, own.peer, peer, (frame) => {
    if (isOver) return;
    lane(() => other().receive(frame));
    if (!wasHigh || buffer.bytes >= LOW_WATER) return;
    wasHigh = false;
    own.face.run(owner.drained);
  });

  const end = (): void => {
    isOver = true;
    own.forget(self);
  };

  const link: Link = {
    peer,
    transport: 'simulated',
    get queued() {
      return buffer.bytes;
    },
    send: (frame) => {
      if (isOver) return;
      if (frame.length > FRAME_LIMIT) throw new RangeError(`a frame of ${frame.length} bytes`);
      needs.onFrame?.(own.peer, peer, frame);
      buffer.add(frame.slice());
      if (buffer.bytes >= HIGH_WATER) wasHigh = true;
      if (buffer.bytes > QUEUE_LIMIT) link.close('overflow');
    },
    close: (reason, detail = '') => {
      if (isOver) return;
      end();
      lane(() => other().finish('left', ''));
      owner.cut(reason, detail);
    },
    listen: owner.listen,
  };

  const self: End = {
    link,
    receive: (frame) => {
      if (!isOver) own.face.run(() => owner.frame(frame));
    },
    finish: (reason, detail) => {
      if (isOver) return;
      end();
      own.face.run(() => owner.end(reason, detail));
    },
    vanish: end,
  };
  return self;
};

/** The end of `one`, then that of `other`. */
export const createSimulatedLink = (needs: LinkNeeds, one: Holder, other: Holder): readonly [End, End] => {
  const near: End = createEnd(needs, one, other.peer, createLane(needs, one.peer, other.peer), () => far);
  const far: End = createEnd(needs, other, one.peer, createLane(needs, other.peer, one.peer), () => near);
  return [near, far];
};
