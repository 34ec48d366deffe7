/**
 * The transport to the relay: one link to the one peer that has an address, over a WebSocket to `/sync/<topic>`.
 * It does not know tokens (the session's first frame carries it) nor whether the relay is wanted: the replica dials.
 *
 * Who redials: the replica, whenever a planned peer is sighted and not linked. The transport sights the relay anew after each
 * link and each failed dial, and makes a dial wait as long as its backoff says. A close code of 4400 to 4499 is final until
 * `wake` or a new start: then the relay has vanished.
 */

import type { Clock, Random } from '../clock';
import {
  type CloseReason,
  RELAY,
  type Transport,
  type TransportHost,
  type TransportTrouble,
} from '../transport';
import { createBackoff } from './backoff';
import { createSocketLink, isFinal, NO_STORE, type SocketLink, wordsOn } from './socket-link';
import { dropSocket, type OpenWebSocket, type SocketClosing, type WebSocketLike } from './web-socket';

const PATIENCE_MS = 8000;

export interface WebSocketSetup {
  /** `ws://` or `wss://`, host, `/sync/`, topic. No secrets. */
  readonly url: string;
  readonly openSocket: OpenWebSocket;
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds that a connection may take to open; 8 s unless said otherwise. */
  readonly patience?: number;
}

/** Where the one possible link stands. `ready`: not dialled, or dialled again only after `notBefore`. */
type Stage =
  | { readonly kind: 'ready'; readonly notBefore: number }
  | { readonly kind: 'waiting'; readonly cancel: () => void }
  | { readonly kind: 'connecting'; readonly abandon: () => void }
  | { readonly kind: 'linked'; readonly link: SocketLink }
  | { readonly kind: 'refused'; readonly trouble: TransportTrouble; readonly cancel: () => void };

/** A relay that has refused may be another one by then, or keep a store. */
const REFUSED_MS = 60_000;

const READY: Stage = { kind: 'ready', notBefore: 0 };
const NO_SUCH_PEER: TransportTrouble = { kind: 'unreachable', detail: 'only the relay is reached this way' };

export const createWebSocketTransport = (setup: WebSocketSetup): Transport => {
  const { clock, patience = PATIENCE_MS } = setup;
  const backoff = createBackoff(setup.random);
  let host: TransportHost | null = null;
  let stage: Stage = READY;
  let isTroubled = false;

  const trouble = (standing: TransportTrouble | null): void => {
    isTroubled = standing !== null;
    host?.troubled(standing);
  };

  const sight = (): void => host?.sighted(RELAY, { role: 'server' });

  /** What troubled is said until something else is heard. */
  const tryAgain = (): void => {
    stage = READY;
    sight();
  };

  const refuse = (kind: 'refused' | 'no-store', detail: string): TransportTrouble => {
    const refusal: TransportTrouble = { kind, detail };
    stage = { kind: 'refused', trouble: refusal, cancel: clock.after(REFUSED_MS, tryAgain) };
    host?.vanished(RELAY);
    trouble(refusal);
    return refusal;
  };

  const failed = (detail: string): void => {
    stage = { kind: 'ready', notBefore: clock.now() + backoff.next() };
    const failure: TransportTrouble = { kind: 'unreachable', detail };
    trouble(failure);
    host?.unreachable(RELAY, failure);
    sight();
  };

  const linkEnded = (reason: CloseReason, detail: string): void => {
    if (reason === 'refused' || reason === 'no-store') return void refuse(reason, detail);
    if (reason === 'disk') trouble({ kind: 'disk', detail });
    const wished = reason === 'unplanned' || reason === 'stopped';
    stage = wished ? READY : { kind: 'ready', notBefore: clock.now() + backoff.next() };
    sight();
  };

  /** The relay looks at its disk before it says anything: that the socket is open proves little. */
  const heard = (): void => {
    backoff.reset();
    if (isTroubled) trouble(null);
  };

  const opened = (socket: WebSocketLike): void => {
    const link = createSocketLink({ peer: RELAY, socket, clock, heard, ended: linkEnded });
    stage = { kind: 'linked', link };
    host?.linked(link);
  };

  const watch = (socket: WebSocketLike): void => {
    const cancel = clock.after(patience, () => {
      dropSocket(socket);
      failed(`no answer within ${patience} ms`);
    });
    stage = {
      kind: 'connecting',
      abandon: () => {
        cancel();
        dropSocket(socket);
      },
    };
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      cancel();
      opened(socket);
    };
    socket.onerror = () => undefined; // says nothing of use; `onclose` follows with the code
    socket.onclose = (event: SocketClosing) => {
      cancel();
      if (isFinal(event.code))
        host?.unreachable(RELAY, refuse(event.code === NO_STORE ? 'no-store' : 'refused', wordsOn(event)));
      else failed(`the relay does not answer: ${wordsOn(event)}`);
    };
  };

  const connect = (): void => {
    try {
      watch(setup.openSocket(setup.url));
    } catch (error) {
      failed(`the browser allows no connection: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  const connectAfter = (ms: number): void => {
    stage = { kind: 'waiting', cancel: clock.after(ms, connect) };
  };

  return {
    name: 'websocket',
    start: (owner) => {
      host = owner;
      stage = READY;
      backoff.reset();
      sight();
    },
    dial: (peer) => {
      if (host === null) return;
      if (peer !== RELAY || stage.kind === 'refused') {
        const asked = host;
        const why = stage.kind === 'refused' && peer === RELAY ? stage.trouble : NO_SUCH_PEER;
        clock.after(0, () => host === asked && asked.unreachable(peer, why));
      } else if (stage.kind === 'ready') connectAfter(Math.max(0, stage.notBefore - clock.now()));
    },
    wake: () => {
      if (host === null) return;
      backoff.reset();
      if (stage.kind === 'linked') return stage.link.check();
      if (stage.kind === 'waiting') stage.cancel();
      if (stage.kind === 'connecting') stage.abandon();
      if (stage.kind === 'waiting' || stage.kind === 'connecting') return connect();
      if (stage.kind === 'refused') {
        stage.cancel();
        trouble(null);
      }
      stage = READY;
      sight();
    },
    stop: () => {
      if (stage.kind === 'waiting') stage.cancel();
      if (stage.kind === 'connecting') stage.abandon();
      if (stage.kind === 'refused') stage.cancel();
      host = null;
      if (stage.kind === 'linked') stage.link.close('stopped');
      stage = READY;
    },
  };
};
