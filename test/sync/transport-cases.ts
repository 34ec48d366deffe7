/**
 * What every transport owes its replica, as cases that run unchanged over each of them, in Node and inside a browser.
 * It does not know the transport, nor the program that runs the cases: it says by throwing that a promise was not kept.
 */

import { FRAME_LIMIT, HIGH_WATER, LOW_WATER, type PeerId, type Transport } from '@/lib/sync/transport';
import { type LinkLog, type Recorder, startRecorded } from './support/recorder';

export interface Side {
  readonly peer: PeerId;
  readonly transport: Transport;
}

/** Two sides that can meet. `left` dials; `right` may be a server that never does. */
export interface Pair {
  readonly left: Side;
  readonly right: Side;
  /** Lets time pass until the condition holds; rejects, saying what was waited for, if it never does. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Lets everything happen that is under way. */
  settle(): Promise<void>;
  end(): Promise<void>;
}

export type MakePair = () => Promise<Pair>;

export interface TransportCase {
  readonly title: string;
  readonly run: (pair: Pair) => Promise<void>;
}

interface Meeting {
  readonly left: LinkLog;
  readonly right: LinkLog;
  readonly leftHost: Recorder;
  readonly rightHost: Recorder;
}

const check = (holds: boolean, promise: string): void => {
  if (!holds) throw new Error(`not so: ${promise}`);
};

/** Bytes that tell frames apart, and show when one is shifted or cut. */
const frameOf = (size: number, seed: number): Uint8Array =>
  new Uint8Array(size).map((_, at) => (at * 31 + (at >> 8) * 17 + seed * 101) & 255);

const same = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && one.length === other.length && one.every((byte, at) => byte === other[at]);

const newest = (host: Recorder): LinkLog => {
  const log = host.links.at(-1);
  if (log === undefined) throw new Error('not so: there is a link');
  return log;
};

const seeEachOther = async (pair: Pair): Promise<{ leftHost: Recorder; rightHost: Recorder }> => {
  const leftHost = startRecorded(pair.left.transport);
  const rightHost = startRecorded(pair.right.transport);
  await pair.until('both sight each other', () => {
    return leftHost.sightedNow.has(pair.right.peer) && rightHost.sightedNow.has(pair.left.peer);
  });
  return { leftHost, rightHost };
};

const dialAndLink = async (pair: Pair, leftHost: Recorder, rightHost: Recorder): Promise<Meeting> => {
  const before = [leftHost.links.length, rightHost.links.length] as const;
  pair.left.transport.dial(pair.right.peer);
  await pair.until('both are linked', () => {
    return leftHost.links.length > before[0] && rightHost.links.length > before[1];
  });
  return { left: newest(leftHost), right: newest(rightHost), leftHost, rightHost };
};

const meet = async (pair: Pair): Promise<Meeting> => {
  const { leftHost, rightHost } = await seeEachOther(pair);
  const meeting = await dialAndLink(pair, leftHost, rightHost);
  meeting.left.listen();
  meeting.right.listen();
  return meeting;
};

const passes = async (pair: Pair, from: LinkLog, to: LinkLog): Promise<void> => {
  const frame = frameOf(77, 5);
  const before = to.frames.length;
  from.link.send(frame);
  await pair.until('a frame passes', () => to.frames.length > before);
  check(same(to.frames.at(-1), frame), 'the frame is as it was sent');
};

const wholeAndInOrder: TransportCase = {
  title: 'frames of every size arrive whole and in order, both ways',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    const sizes = [0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 3, FRAME_LIMIT, 0, 2];
    const frames = sizes.map(frameOf);
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const) {
      for (const frame of frames) from.link.send(frame);
      await pair.until('all frames are there', () => to.frames.length === frames.length);
      frames.forEach((frame, at) => {
        check(same(to.frames[at], frame), `frame ${at} of ${frame.length} bytes is as it was sent`);
      });
    }
    check(left.link.peer === pair.right.peer, 'a link names its peer');
    check(left.link.transport === pair.left.transport.name, 'a link names its transport');
  },
};

const beforeListening: TransportCase = {
  title: 'frames that come before anybody listens are delivered then, in order',
  run: async (pair) => {
    const { leftHost, rightHost } = await seeEachOther(pair);
    const { left, right } = await dialAndLink(pair, leftHost, rightHost);
    for (let seed = 0; seed < 20; seed++) left.link.send(frameOf(50, seed));
    await pair.settle();
    right.listen();
    await pair.until('all are delivered', () => right.frames.length === 20);
    for (let seed = 0; seed < 20; seed++) check(same(right.frames[seed], frameOf(50, seed)), 'in order');
  },
};

const reusedBuffer: TransportCase = {
  title: 'a sender may go on using its buffer',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    const buffer = frameOf(40_000, 1);
    left.link.send(buffer);
    buffer.fill(0);
    await pair.until('it arrives', () => right.frames.length === 1);
    check(same(right.frames[0], frameOf(40_000, 1)), 'as it was when it was sent');
  },
};

const backpressure: TransportCase = {
  title: 'what waits is counted, and `drained` comes when it is little again',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    check(left.link.queued === 0, 'nothing waits at first');
    for (let seed = 0; seed < 8; seed++) left.link.send(frameOf(FRAME_LIMIT, seed));
    check(left.link.queued > HIGH_WATER, 'much waits');
    check(left.drained === 0, 'not drained at once');
    await pair.until('drained', () => left.drained > 0);
    check(left.link.queued < LOW_WATER, 'little waits now');
    await pair.until('all are there', () => right.frames.length === 8);
    check(left.drained === 1, 'drained is said once');
  },
};

const overflow: TransportCase = {
  title: 'a queue above 16 MiB closes the link with `overflow`',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    const frame = frameOf(FRAME_LIMIT, 3);
    for (let count = 0; count < 64 && left.closings.length === 0; count++) left.link.send(frame);
    check(left.closings[0]?.reason === 'overflow', 'it closed with overflow');
    await pair.until('the other side knows', () => right.closings.length === 1);
    check(
      right.frames.every((got) => same(got, frame)),
      'what has arrived is whole',
    );
  },
};

const tooLarge: TransportCase = {
  title: 'a frame above 1 MiB is an error of the program',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    let thrown: unknown = null;
    try {
      left.link.send(new Uint8Array(FRAME_LIMIT + 1));
    } catch (error) {
      thrown = error;
    }
    check(thrown instanceof RangeError, 'send throws a RangeError');
    await passes(pair, left, right);
  },
};

const closing: TransportCase = {
  title: 'closing is told once to each side, with a reason, and nothing comes after',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    await passes(pair, left, right);
    left.link.close('unplanned', 'no longer wanted');
    check(
      left.closings.length === 1 && left.closings[0]?.reason === 'unplanned',
      'the closer has its reason',
    );
    right.link.send(frameOf(10, 1));
    await pair.until('the other side knows', () => right.closings.length === 1);
    check(['unplanned', 'left'].includes(right.closings[0]?.reason ?? ''), 'as something done on purpose');
    for (const { link } of [left, right]) {
      link.send(frameOf(10, 2));
      link.close('stopped');
      check(link.queued === 0, 'nothing waits on a closed link');
    }
    await pair.settle();
    check(left.closings.length === 1 && right.closings.length === 1, 'told once');
    check(left.frames.length === 0 && right.frames.length === 1, 'no frame after');
  },
};

const closedBeforeListening: TransportCase = {
  title: 'a link that closes before anybody listens still says so',
  run: async (pair) => {
    const { leftHost, rightHost } = await seeEachOther(pair);
    const { left, right } = await dialAndLink(pair, leftHost, rightHost);
    left.link.close('unplanned');
    left.listen();
    check(left.closings.length === 1, 'to the closer');
    await pair.settle();
    right.listen();
    await pair.until('and to the other', () => right.closings.length === 1);
  },
};

const wholeOrNothing: TransportCase = {
  title: 'a frame under way when the link closes arrives whole or not at all',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    const frames = [1, 2, 3].map((seed) => frameOf(FRAME_LIMIT, seed));
    for (const frame of frames) left.link.send(frame);
    left.link.close('unplanned');
    await pair.until('the other side knows', () => right.closings.length === 1);
    check(right.frames.length <= frames.length, 'no more than were sent');
    right.frames.forEach((got, at) => {
      check(same(got, frames[at] ?? new Uint8Array()), 'whole');
    });
    if (right.frames.length < frames.length)
      check(
        ['lost', 'broken', 'left', 'unplanned'].includes(right.closings[0]?.reason ?? ''),
        'closed for a reason',
      );
  },
};

const redial: TransportCase = {
  title: 'after a link has closed the peer can be dialled again',
  run: async (pair) => {
    const { left, right, leftHost, rightHost } = await meet(pair);
    left.link.close('unplanned');
    await pair.until('closed on both sides', () => right.closings.length === 1);
    await pair.until('sighted', () => leftHost.sightedNow.has(pair.right.peer));
    const again = await dialAndLink(pair, leftHost, rightHost);
    again.left.listen();
    again.right.listen();
    await passes(pair, again.left, again.right);
    await passes(pair, again.right, again.left);
  },
};

const oneLink: TransportCase = {
  title: 'dials that cross, and dials while linked, end in one link',
  run: async (pair) => {
    const { leftHost, rightHost } = await seeEachOther(pair);
    pair.left.transport.dial(pair.right.peer);
    pair.right.transport.dial(pair.left.peer);
    pair.left.transport.dial(pair.right.peer);
    await pair.until('both are linked', () => leftHost.links.length > 0 && rightHost.links.length > 0);
    pair.left.transport.dial(pair.right.peer);
    pair.right.transport.dial(pair.left.peer);
    const [left, right] = [newest(leftHost).listen(), newest(rightHost).listen()];
    await passes(pair, left, right);
    await passes(pair, right, left);
    await pair.settle();
    check(leftHost.links.length === 1 && rightHost.links.length === 1, 'one link on each side');
    check(left.closings.length === 0 && right.closings.length === 0, 'which lives');
    check(leftHost.unreachables.length === 0, 'and nobody was unreachable');
  },
};

const vanished: TransportCase = {
  title: 'a dial to a peer that is gone comes to nothing, and says so',
  run: async (pair) => {
    const { leftHost } = await seeEachOther(pair);
    pair.right.transport.stop();
    await pair.until('unreachable', () => {
      // Who stands between may hear of the end a moment later than we: a link that opens until then ends by itself.
      pair.left.transport.dial(pair.right.peer);
      return leftHost.unreachables.length > 0;
    });
    check(leftHost.unreachables[0]?.peer === pair.right.peer, 'named');
    const links = leftHost.links.map((link) => link.listen());
    await pair.until('no link', () => links.every(({ closings }) => closings.length === 1));
  },
};

const stopping: TransportCase = {
  title: 'stopping closes every link with `stopped`, and the transport can be started again',
  run: async (pair) => {
    const { left, right, leftHost } = await meet(pair);
    pair.left.transport.stop();
    check(left.closings[0]?.reason === 'stopped', 'stopped, at once');
    await pair.until('the other side knows', () => right.closings.length === 1);
    check(['left', 'lost'].includes(right.closings[0]?.reason ?? ''), 'that we are gone');
    pair.right.transport.stop();
    const links = leftHost.links.length;
    const again = await meet(pair);
    await passes(pair, again.left, again.right);
    await passes(pair, again.right, again.left);
    check(leftHost.links.length === links, 'the former owner hears nothing more');
  },
};

const waking: TransportCase = {
  title: 'waking does no harm to a link that lives',
  run: async (pair) => {
    const { left, right } = await meet(pair);
    pair.left.transport.wake();
    pair.right.transport.wake();
    await pair.settle();
    await passes(pair, left, right);
    await passes(pair, right, left);
    check(left.closings.length === 0 && right.closings.length === 0, 'it lives');
  },
};

export const transportCases: readonly TransportCase[] = [
  wholeAndInOrder,
  beforeListening,
  reusedBuffer,
  backpressure,
  overflow,
  tooLarge,
  closing,
  closedBeforeListening,
  wholeOrNothing,
  redial,
  oneLink,
  vanished,
  stopping,
  waking,
];
