/**
 * A relay's `/sync/<topic>` with nothing behind it: each client's socket is spliced to a hosting peer (hosting-transport.ts),
 * so that the contract of transports can be run between the two. Also `/signal`, as small as can be.
 */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

export interface RelayStandIn {
  readonly port: number;
  /** Cuts every client's connection without a word. */
  cut(): void;
  /** Closes every client with this code. */
  closeAll(code: number, reason: string): void;
  /** How often a client has come, let in or not. */
  readonly knocks: number;
  stop(): Promise<void>;
}

const bytesOf = (data: RawData): Buffer => data as Buffer;

const createSplice = () => {
  let host: WebSocket | null = null;
  let client: WebSocket | null = null;

  const attachHost = (socket: WebSocket): void => {
    host = socket;
    socket.on('message', (data, isBinary) => {
      if (isBinary) client?.send(bytesOf(data));
      else client?.close(1000, bytesOf(data).toString());
    });
    socket.on('close', () => {
      if (host === socket) host = null;
      client?.close(1001);
    });
  };
  const attachClient = (socket: WebSocket): void => {
    client = socket;
    host?.send('open');
    socket.on('message', (data) => host?.send(bytesOf(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', (_code, reason) => {
      if (client === socket) client = null;
      host?.send(`close ${reason.toString()}`);
    });
  };
  return {
    attachHost,
    attachClient,
    get hosted() {
      return host !== null;
    },
  };
};

/** Everybody hears everything, as there is one topic in a test. */
const attachSignaling = (socket: WebSocket, listeners: Set<WebSocket>): void => {
  socket.on('message', (data) => {
    const message = JSON.parse(bytesOf(data).toString()) as { readonly type: string };
    if (message.type === 'subscribe') listeners.add(socket);
    if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
    if (message.type !== 'publish') return;
    for (const listener of listeners) listener.send(bytesOf(data).toString());
  });
  socket.on('close', () => listeners.delete(socket));
};

export const startRelayStandIn = async (port = 0): Promise<RelayStandIn> => {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const splices = new Map<string, ReturnType<typeof createSplice>>();
  const listeners = new Set<WebSocket>();
  const clients = new Set<WebSocket>();
  let knocks = 0;

  server.on('upgrade', (request, socket, head) => {
    const [, kind = '', topic = ''] = (request.url ?? '').split('/');
    const splice = splices.get(topic) ?? createSplice();
    splices.set(topic, splice);
    if (kind === 'sync') knocks++;
    if (kind === 'sync' && !splice.hosted) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (kind === 'host') return splice.attachHost(opened);
      if (kind === 'signal') return attachSignaling(opened, listeners);
      clients.add(opened);
      opened.on('close', () => clients.delete(opened));
      splice.attachClient(opened);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    get knocks() {
      return knocks;
    },
    cut: () => {
      for (const client of clients) client.terminate();
    },
    closeAll: (code, reason) => {
      for (const client of clients) client.close(code, reason);
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
};
