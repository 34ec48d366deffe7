/**
 * What lib/sync needs of a WebSocket, so that the browser's own and those of a server or a test fit alike.
 * It does not know what is said over one.
 */

export interface WebSocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  onerror: (() => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** `(url) => new WebSocket(url)`. May throw, as the browser does for an address that it forbids. */
export type OpenWebSocket = (url: string) => WebSocketLike;

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
