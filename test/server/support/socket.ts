import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';

export interface Client {
  readonly socket: WebSocket;
  /** The next message that has not been taken yet; text is parsed as JSON. Waits for it. */
  next(): Promise<unknown>;
  say(message: unknown): void;
  /** The code and reason with which the other side closed. Waits for it. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Opens a socket that ends with the test. Rejects when the server takes none at that address. */
export const connect = async (url: string, options: ClientOptions = {}): Promise<Client> => {
  const socket = new WebSocket(url, options);
  const messages: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  socket.on('message', (data, isBinary) => {
    const message: unknown = isBinary ? new Uint8Array(data as Buffer) : JSON.parse(data.toString());
    const taker = waiting.shift();
    if (taker === undefined) messages.push(message);
    else taker(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    socket,
    closed,
    next: () =>
      messages.length > 0
        ? Promise.resolve(messages.shift())
        : new Promise((resolve) => waiting.push(resolve)),
    say: (message) => socket.send(JSON.stringify(message)),
  };
};
