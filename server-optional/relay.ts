/**
 * The relay on its one port: the app's files, its health, its addresses and the two sockets.
 * It does not know where its options come from, nor what it prints.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { originOf, reachableHosts } from './addresses';
import { createSignaling, SIGNAL_LIMIT } from './signaling';
import { type Door, type Elsewhere, noRooms, openDoors } from './upgrades';

/** Whatever answers what is no address of the relay's own: the app's files, or the development server. */
export interface App {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Takes the socket over, if only to end it. */
  readonly upgrade: Elsewhere;
}

export interface RelayParts {
  readonly host: string;
  readonly app: App;
  /** Leads to the ledgers kept here; null: none are. */
  readonly findRoom: ((address: URL) => Door) | null;
}

export interface Relay {
  /** Resolves with the port. Rejects with the system's error, such as EADDRINUSE. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

const sendJson = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(JSON.stringify(body));
};

const listening = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

export const createRelay = ({ host, app, findRoom }: RelayParts): Relay => {
  let port = 0;
  const signaling = createSignaling(() => performance.now());
  const signal: Door = { limit: SIGNAL_LIMIT, accept: signaling.accept };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?', 1)[0];
    if (path === '/healthz') sendJson(response, { ok: true, store: findRoom !== null });
    else if (path === '/lan')
      sendJson(response, { origins: (await reachableHosts(host)).map((name) => originOf(name, port)) });
    else await app.answer(request, response);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`A request failed: ${error instanceof Error ? error.message : error}`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('Something went wrong here.\n');
    });
  });

  const findDoor = (address: URL): Door | null => {
    if (address.pathname === '/signal') return signal;
    if (address.pathname.startsWith('/sync/')) return findRoom === null ? noRooms : findRoom(address);
    return null;
  };
  const doors = openDoors(server, findDoor, app.upgrade);

  return {
    listen: async (wanted) => {
      port = await listening(server, wanted, host);
      return port;
    },
    close: async () => {
      // An error here says only that it never listened.
      const closed = new Promise((resolve) => server.close(resolve));
      await doors.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
