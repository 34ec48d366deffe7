/**
 * The relay on its one port: the app's files, its health, its addresses and the two sockets.
 * It does not know where its options come from, nor what it prints.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { originOf, reachableHosts } from './addresses';
import type { StaticFiles } from './static-files';

export interface RelayParts {
  readonly host: string;
  /** Everything that is not an address of the relay's own. */
  readonly app: StaticFiles;
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

export const createRelay = ({ host, app }: RelayParts): Relay => {
  let port = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?', 1)[0];
    if (path === '/healthz') sendJson(response, { ok: true });
    else if (path === '/lan')
      sendJson(response, { origins: (await reachableHosts(host)).map((name) => originOf(name, port)) });
    else await app.answer(request, response);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`A request for ${request.url} failed: ${error instanceof Error ? error.message : error}`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('Something went wrong here.\n');
    });
  });

  return {
    listen: async (wanted) => {
      port = await listening(server, wanted, host);
      return port;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
