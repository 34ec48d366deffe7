/** WebSockets in virtual time: a test opens, closes and speaks for the other side. */

import type { OpenWebSocket, WebSocketLike } from '@/lib/sync/transports/web-socket';

export interface FakeSocket extends WebSocketLike {
  readyState: number;
  bufferedAmount: number;
  readonly sent: (string | Uint8Array)[];
  readonly closedWith: { readonly code: number | undefined; readonly reason: string | undefined } | null;
  /** The connection comes about. */
  accept(): void;
  /** The other side says something. */
  say(data: string | ArrayBuffer): void;
  /** The other side, or the network, ends it. */
  drop(code: number, reason?: string): void;
}

export interface FakeSockets {
  readonly open: OpenWebSocket;
  readonly all: FakeSocket[];
  readonly newest: FakeSocket;
}

/** Handlers are declared to take whatever their implementation gives. */
type Give = ((event: unknown) => void) | null;

const createFakeSocket = (): FakeSocket => {
  let closedWith: FakeSocket['closedWith'] = null;
  const socket: FakeSocket = {
    binaryType: 'blob',
    bufferedAmount: 0,
    readyState: 0,
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    sent: [],
    get closedWith() {
      return closedWith;
    },
    send: (data) => {
      socket.sent.push(data);
    },
    close: (code, reason) => {
      socket.readyState = 3;
      closedWith = { code, reason };
    },
    accept: () => {
      socket.readyState = 1;
      (socket.onopen as Give)?.({});
    },
    say: (data) => (socket.onmessage as Give)?.({ data }),
    drop: (code, reason = '') => {
      socket.readyState = 3;
      (socket.onerror as Give)?.({});
      (socket.onclose as Give)?.({ code, reason });
    },
  };
  return socket;
};

export const createFakeSockets = (): FakeSockets => {
  const all: FakeSocket[] = [];
  return {
    all,
    open: () => {
      const socket = createFakeSocket();
      all.push(socket);
      return socket;
    },
    get newest() {
      const socket = all.at(-1);
      if (socket === undefined) throw new Error('no socket was opened');
      return socket;
    },
  };
};
