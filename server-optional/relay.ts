/**
 * The relay on its one port: the app's files, its health, its addresses and the two sockets.
 * It does not know where its options come from, nor what it prints.
 */

import { X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { originOf, reachableHosts } from './addresses';
import { createServers } from './servers';
import { createSignaling, SIGNAL_LIMIT } from './signaling';
import { AUTHORITY_FILE, type PlainWay, plainWay } from './tls/plain-door';
import type { SafeAddress } from './tls/safe-address';
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
  /** For https on the same port; null: plain http alone. */
  readonly safe: SafeAddress | null;
}

export interface Relay {
  /** Resolves with the port. Rejects with the system's error, such as EADDRINUSE. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

const commonHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const sendJson = (response: ServerResponse, body: unknown, more = {}): void => {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    ...commonHeaders,
    ...more,
  });
  response.end(JSON.stringify(body));
};

/** Under the type by which phones and browsers offer to trust it. */
const sendAuthority = (response: ServerResponse, authority: string): void => {
  response.writeHead(200, { 'content-type': 'application/x-x509-ca-cert', ...commonHeaders });
  response.end(new X509Certificate(authority).raw);
};

/** From plain http another page of this computer may ask, whether https works: only that, and of whom it may. */
const forAnyPage = { 'access-control-allow-origin': '*' };

export const createRelay = ({ host, app, findRoom, safe }: RelayParts): Relay => {
  let port = 0;
  const signaling = createSignaling(() => performance.now());
  const signal: Door = { limit: SIGNAL_LIMIT, accept: signaling.accept };
  const authority = safe?.authority ?? null;

  const wayOf = (request: IncomingMessage): PlainWay =>
    safe === null || (request.socket as Socket) instanceof TLSSocket
      ? { kind: 'open' }
      : plainWay(request, authority !== null);

  const origins = async (): Promise<readonly string[]> => {
    const hosts = await (safe === null ? reachableHosts(host) : safe.hosts());
    return hosts.map((name) => originOf(name, port, safe !== null));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const way = wayOf(request);
    const path = (request.url ?? '/').split('?', 1)[0];
    if (way.kind === 'moved') response.writeHead(302, { ...commonHeaders, location: way.to }).end();
    else if (path === '/healthz')
      sendJson(response, { ok: true, store: findRoom !== null }, safe === null ? {} : forAnyPage);
    else if (path === '/lan') sendJson(response, { origins: await origins(), trust: authority !== null });
    else if (path === AUTHORITY_FILE && authority !== null) sendAuthority(response, authority);
    else await app.answer(request, response);
  };

  const servers = createServers((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`A request failed: ${error instanceof Error ? error.message : error}`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('Something went wrong here.\n');
    });
  }, safe);

  const findDoor = (address: URL): Door | null => {
    if (address.pathname === '/signal') return signal;
    if (address.pathname.startsWith('/sync/')) return findRoom === null ? noRooms : findRoom(address);
    return null;
  };
  const doors = openDoors(servers.answering, findDoor, app.upgrade);

  return {
    listen: async (wanted) => {
      port = await servers.listen(wanted, host);
      return port;
    },
    close: async () => {
      const closed = servers.close();
      await doors.close();
      servers.closeAll();
      await closed;
    },
  };
};
