/**
 * The conversation with one neighbor over one link: greeting, signs of life, and the sending of long answers piece by
 * piece. It does not know which neighbor to ask for what (catch-up.ts) nor why there is a link (replica.ts).
 *
 * Rules are in SPEC.md, section 2.
 */

import type { Clock } from './clock';
import { decodeFrame, encodeFrame } from './frame-codec';
import { type Frame, type Hello, PROTOCOL_VERSION } from './frames';
import type { Exchange } from './strategy';
import { type CloseReason, HIGH_WATER, type Link, type PeerId } from './transport';

/** How often a session looks for signs of life, and how many looks in vain end it. */
const HEARTBEAT_MS = 2_000;
const HEARTBEAT_PATIENCE = 4;
/** After waking from sleep an answer must come within this. */
const WAKE_PATIENCE_MS = 1_000;
/** How often the round trip is measured. */
const RTT_INTERVAL_MS = 10_000;
/** The plan is said again: a program that was not quite alive may have missed it, and would believe the old one for ever. */
const PLAN_INTERVAL_MS = 20_000;
/** Frames that cannot be understood before the link is given up. */
const ODD_FRAME_LIMIT = 20;

/** [S7] After a goodbye the other side would see `left`, and not this. */
const SAID_BY_LINK: ReadonlySet<CloseReason> = new Set(['disk']);

export interface SessionEvents {
  /** The neighbor has said who it is, or has shown itself to be a stock client. */
  opened(session: Session): void;
  frame(session: Session, frame: Frame): void;
  /** Its plan or round trip changed. */
  changed(session: Session): void;
  closed(session: Session, reason: CloseReason, detail: string): void;
}

export interface Traffic {
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export interface Session {
  readonly peer: PeerId;
  readonly link: Link;
  /** null until the greeting, and for ever with a stock client. */
  readonly hello: Hello | null;
  /** Speaks y-protocols only: no digests, no requests, no signs of life of ours. */
  readonly isStock: boolean;
  readonly isOpen: boolean;
  /** What flows: the more of what either end plans. null: neither wants this session. */
  readonly exchange: Exchange | null;
  readonly rtt: number | null;
  readonly traffic: Traffic;
  /** Greets and starts to listen. To be called once, when the owner is ready for events. */
  begin(): void;
  send(frame: Frame): void;
  /** Sends long answers one after the other, each only as fast as the link takes it, then calls `done`. */
  stream(frames: Iterable<Frame>, done: () => void): void;
  plan(exchange: Exchange | null): void;
  /** The machine woke: whoever does not answer soon is gone. */
  wake(): void;
  close(reason: CloseReason, detail?: string): void;
}

const fromLeast: readonly (Exchange | null)[] = [null, 'presence', 'diff', 'full'];

/** One late answer says little; a prompt one says that the way is short again: what was slow for a while is soon forgotten. */
const smoothed = (rtt: number, measured: number): number =>
  Math.round(measured < rtt ? (rtt + measured) / 2 : (rtt * 3 + measured) / 4);

const rank = (exchange: Exchange | null): number => fromLeast.indexOf(exchange);

export interface SessionNeeds {
  readonly link: Link;
  readonly clock: Clock;
  readonly greeting: Hello;
  /** The relay waits for the other side's first frame, since a stock client does not know our greeting. */
  readonly greetsFirst: boolean;
  readonly events: SessionEvents;
}

interface Stream {
  readonly frames: Iterator<Frame>;
  readonly done: () => void;
}

export const createSession = ({ link, clock, greeting, greetsFirst, events }: SessionNeeds): Session => {
  const traffic = { framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0 };
  const pings = new Map<number, number>();
  const streams: Stream[] = [];
  let hello: Hello | null = null;
  let isStock = link.speaks === 'stock';
  let hasGreeted = false;
  let isClosed = false;
  let own: Exchange | null = isStock ? 'diff' : null;
  let theirs: Exchange | null = own;
  let rtt: number | null = null;
  let heard = true;
  let silence = 0;
  let nonce = 0;
  let oddFrames = 0;
  let lastBeat = clock.now();
  let lastMeasured = Number.NEGATIVE_INFINITY;
  let plannedAt = Number.NEGATIVE_INFINITY;
  let stopBeat = (): void => undefined;
  let pumping = false;

  const isOpen = (): boolean => !isClosed && (hello !== null || isStock);

  const send = (frame: Frame): void => {
    if (isClosed) return;
    const bytes = encodeFrame(frame);
    traffic.framesOut++;
    traffic.bytesOut += bytes.length;
    link.send(bytes);
  };

  const ping = (): void => {
    nonce++;
    pings.set(nonce, clock.now());
    if (pings.size > 8) pings.delete(pings.keys().next().value ?? 0);
    send({ type: 'ping', nonce });
  };

  const close = (reason: CloseReason, detail = ''): void => {
    if (isClosed) return;
    if (isOpen() && !isStock && !SAID_BY_LINK.has(reason))
      send({ type: 'bye', reason: detail === '' ? reason : `${reason}: ${detail}` });
    link.close(reason, detail);
    ended(reason, detail);
  };

  const ended = (reason: CloseReason, detail: string): void => {
    if (isClosed) return;
    isClosed = true;
    stopBeat();
    streams.length = 0;
    events.closed(session, reason, detail);
  };

  /** A tick that comes late says that we slept, not that the other is silent. */
  const beat = (): void => {
    const late = clock.now() - lastBeat > 2 * HEARTBEAT_MS;
    lastBeat = clock.now();
    silence = heard || late || isStock ? 0 : silence + 1;
    heard = false;
    if (silence >= HEARTBEAT_PATIENCE)
      return close('silent', `nothing heard for ${(silence * HEARTBEAT_MS) / 1000} s`);
    const isDue = clock.now() - lastMeasured >= RTT_INTERVAL_MS;
    if (isOpen() && !isStock && (silence > 0 || isDue)) {
      lastMeasured = clock.now();
      ping();
    }
    if (isOpen() && hasGreeted && clock.now() - plannedAt >= PLAN_INTERVAL_MS) sayPlan();
    stopBeat = clock.after(HEARTBEAT_MS, beat);
  };

  const pump = (): void => {
    if (pumping) return;
    pumping = true;
    for (let current = streams[0]; current !== undefined && !isClosed; current = streams[0]) {
      if (link.queued >= HIGH_WATER) break;
      const next = current.frames.next();
      if (next.done !== true) {
        send(next.value);
        continue;
      }
      streams.shift();
      current.done();
    }
    pumping = false;
  };

  const sayPlan = (): void => {
    plannedAt = clock.now();
    send({ type: 'plan', exchange: own });
  };

  const greet = (): void => {
    hasGreeted = true;
    send(greeting);
    sayPlan();
  };

  const hearHello = (said: Hello): void => {
    if (hello !== null) return;
    if (said.version > PROTOCOL_VERSION)
      return close(
        'too-new',
        `the other side speaks version ${said.version}, this page ${PROTOCOL_VERSION}; reload to update`,
      );
    hello = said;
    if (!greetsFirst) greet();
    lastMeasured = clock.now();
    ping();
    events.opened(session);
  };

  const hearFirst = (frame: Frame): void => {
    if (frame.type === 'hello') return hearHello(frame);
    if (greetsFirst) return;
    isStock = true;
    own = 'diff';
    theirs = 'diff';
    events.opened(session);
    events.frame(session, frame);
  };

  const hearPong = (echoed: number): void => {
    const sent = pings.get(echoed);
    if (sent === undefined) return;
    pings.delete(echoed);
    const measured = clock.now() - sent;
    rtt = rtt === null ? measured : smoothed(rtt, measured);
    events.changed(session);
  };

  const hear = (frame: Frame): void => {
    if (!isOpen()) return hearFirst(frame);
    switch (frame.type) {
      case 'hello':
        return;
      case 'ping':
        return send({ type: 'pong', nonce: frame.nonce });
      case 'pong':
        return hearPong(frame.nonce);
      case 'plan':
        if (frame.exchange === theirs) return;
        theirs = frame.exchange;
        return events.changed(session);
      case 'bye':
        link.close('left', frame.reason);
        return ended('left', frame.reason);
      default:
        return events.frame(session, frame);
    }
  };

  const hearBytes = (bytes: Uint8Array): void => {
    if (isClosed) return;
    heard = true;
    traffic.framesIn++;
    traffic.bytesIn += bytes.length;
    const frame = decodeFrame(bytes);
    if (frame.ok) return hear(frame.value);
    if (++oddFrames > ODD_FRAME_LIMIT) close('broken', frame.error.message);
  };

  const session: Session = {
    get peer() {
      return link.peer;
    },
    link,
    get hello() {
      return hello;
    },
    get isStock() {
      return isStock;
    },
    get isOpen() {
      return isOpen();
    },
    get exchange() {
      return rank(own) >= rank(theirs) ? own : theirs;
    },
    get rtt() {
      return rtt;
    },
    traffic,
    begin: () => {
      if (isStock) events.opened(session);
      else if (greetsFirst) greet();
      stopBeat = clock.after(HEARTBEAT_MS, beat);
      link.listen({ frame: hearBytes, drained: pump, closed: ended });
    },
    send,
    stream: (frames, done) => {
      streams.push({ frames: frames[Symbol.iterator](), done });
      pump();
    },
    plan: (exchange) => {
      if (exchange === own || isStock) return;
      own = exchange;
      // The greeting told the plan as it was then; the other side may not have greeted yet.
      if (hasGreeted) sayPlan();
      if (isOpen()) events.changed(session);
    },
    wake: () => {
      if (!isOpen() || isStock) return;
      // Not `heard`: a regular look in between starts that anew.
      const before = traffic.framesIn;
      ping();
      clock.after(WAKE_PATIENCE_MS, () => {
        if (traffic.framesIn === before && !isClosed) close('silent', 'no answer after waking up');
      });
    },
    close,
  };

  return session;
};
