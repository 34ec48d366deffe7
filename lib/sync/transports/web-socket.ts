/**
 * What lib/sync needs of a WebSocket, so that the browser's own and those of a server or a test fit alike.
 * It does not know what is said over one.
 */

/** `never`: each implementation has its own class of events; what is read of them is said where a handler is set. */
type Handler = ((event: never) => void) | null;

export interface WebSocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  onopen: Handler;
  onmessage: Handler;
  onclose: Handler;
  onerror: Handler;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** `(url) => new WebSocket(url)`. May throw, as the browser does for an address that it forbids. */
export type OpenWebSocket = (url: string) => WebSocketLike;

export interface SocketMessage {
  /** Text, or an ArrayBuffer with `binaryType` so set. */
  readonly data: unknown;
}

export interface SocketClosing {
  readonly code: number;
  readonly reason: string;
}

export const SOCKET_OPEN = 1;

/** Takes all handlers off, so that nothing that still comes is heard, and closes. */
export const dropSocket = (socket: WebSocketLike, reason = ''): void => {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  // A socket that is closed while it connects reports an error; `ws` would throw it if nobody listened.
  socket.onerror = () => undefined;
  socket.close(1000, reason);
};
