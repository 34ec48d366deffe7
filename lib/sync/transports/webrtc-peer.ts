/**
 * All that happens between this peer and one other over WebRTC: at most one call or link at a time, whoever began it.
 * It does not know how signals travel, nor why the other is dialled.
 *
 * Each call has a token, a number that grows. The higher token stands: an offer with one higher than that of the call or link
 * at hand takes its place, any other is passed over. So both sides agree when two calls cross, repeated and late signals do
 * no harm, and a peer that has lost a link which we still hold can call again.
 */

import type { Clock, Random } from '../clock';
import { isStockPeerId } from '../peer-id';
import type { Signal, SignalMessage } from '../signaling';
import type { Link, PeerId, TransportTrouble } from '../transport';
import { type ChannelLink, createChannelLink } from './channel-link';
import { createNegotiation, type Negotiation } from './negotiation';

/** Tokens of calls that are over, and candidates that came before their offer: few are ever of use. */
const MEMORY = 16;

export interface WebRtcPeerSetup {
  readonly peer: PeerId;
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds for a call to become a link. */
  readonly patience: number;
  readonly connect: () => RTCPeerConnection;
  readonly emit: (token: number, signal: Signal) => void;
  readonly linked: (link: Link) => void;
  /** `dialled`: it was wanted here, and whoever dialled is to be told. */
  readonly failed: (trouble: TransportTrouble, dialled: boolean) => void;
}

export interface WebRtcPeer {
  /** Nothing is going on: may be forgotten. */
  readonly idle: boolean;
  dial(): void;
  take(message: SignalMessage): void;
  /** Looks whether the link still lives; a call that has not become one is given up in silence, to be made anew. */
  check(): void;
  /** The path of the signals is gone, and an offer that was not answered with it: such a call is given up in silence. */
  pathLost(): void;
  stop(): void;
}

interface Call {
  readonly token: number;
  readonly negotiation: Negotiation;
  readonly cancel: () => void;
  dialled: boolean;
  link: ChannelLink | null;
}

export const createWebRtcPeer = (setup: WebRtcPeerSetup): WebRtcPeer => {
  const { peer, clock, random, patience } = setup;
  const isStock = isStockPeerId(peer);
  let call: Call | null = null;
  let highest = 0;
  let stopped = false;
  const over: number[] = [];
  const early: SignalMessage[] = [];

  const forget = (ended: Call): void => {
    ended.cancel();
    over.push(ended.token);
    if (over.length > MEMORY) over.shift();
    if (call === ended) call = null;
  };

  const failed = (ended: Call, detail: string): void => {
    const kind = ended.negotiation.answered ? 'no-direct-path' : 'unreachable';
    forget(ended);
    setup.failed({ kind, detail }, ended.dialled);
  };

  const open = (opened: Call, connection: RTCPeerConnection, channel: RTCDataChannel): void => {
    opened.cancel();
    const ended = (): void => forget(opened);
    opened.link = createChannelLink({
      peer,
      connection,
      channel,
      clock,
      speaks: isStock ? 'stock' : undefined,
      ended,
    });
    setup.linked(opened.link);
  };

  /** null where the browser makes no further connection, which has been reported then. */
  const newConnection = (dialled: boolean): RTCPeerConnection | null => {
    try {
      return setup.connect();
    } catch (error) {
      const detail = `the browser makes no connection: ${error instanceof Error ? error.message : String(error)}`;
      clock.after(0, () => stopped || setup.failed({ kind: 'unsupported', detail }, dialled));
      return null;
    }
  };

  const begin = (token: number, calls: boolean, dialled: boolean): Call | null => {
    highest = Math.max(highest, token);
    const connection = newConnection(dialled);
    if (connection === null) return null;
    const negotiation = createNegotiation({
      connection,
      calls,
      clock,
      emit: (signal) => setup.emit(token, signal),
      opened: (channel) => open(begun, connection, channel),
      failed: (detail) => failed(begun, detail),
    });
    const cancel = clock.after(patience, () => {
      negotiation.abandon();
      failed(begun, `no connection within ${patience} ms`);
    });
    const begun: Call = { token, negotiation, cancel, dialled, link: null };
    call = begun;
    return begun;
  };

  const giveWay = (): boolean => {
    const before = call;
    if (before === null) return false;
    if (before.link) before.link.close('replaced', 'the other side has called again');
    else {
      before.negotiation.abandon();
      forget(before);
    }
    return before.dialled && before.link === null;
  };

  const takeOffer = (message: SignalMessage): void => {
    if (over.includes(message.token) || (call !== null && message.token <= call.token)) return;
    highest = Math.max(highest, message.token);
    const dialled = giveWay();
    if (stopped || call !== null) return; // the owner of the link that gave way has stopped us, or dialled again
    const negotiation = begin(message.token, false, dialled)?.negotiation;
    negotiation?.take(message.signal);
    for (const waiting of early.splice(0))
      if (waiting.token === message.token) negotiation?.take(waiting.signal);
  };

  /** A stock peer gives its candidates a new token once it was answered. */
  const belongsTo = ({ token }: Call, message: SignalMessage): boolean =>
    token === message.token || (isStock && token < message.token);

  const abandon = (): void => {
    if (call === null || call.link) return;
    call.negotiation.abandon();
    forget(call);
  };

  return {
    get idle() {
      return call === null;
    },
    dial: () => {
      if (call) call.dialled ||= call.link === null;
      else begin(Math.max(clock.now(), Math.floor(highest) + 1) + random(), true, true);
    },
    take: (message) => {
      if (message.signal.type === 'offer') takeOffer(message);
      else if (call && belongsTo(call, message)) call.negotiation.take(message.signal);
      else if (message.signal.type === 'candidate' && !over.includes(message.token)) {
        early.push(message);
        if (early.length > MEMORY) early.shift();
      }
    },
    check: () => {
      if (call?.link) call.link.check();
      else abandon();
    },
    pathLost: () => {
      if (call?.negotiation.answered === false) abandon();
    },
    stop: () => {
      stopped = true;
      if (call?.link) call.link.close('stopped');
      else abandon();
    },
  };
};
