/**
 * The servers behind the relay's one port: plain http alone, or https beside it with a certificate that changes in time.
 * It does not know what they answer.
 */

import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSafeServer } from 'node:https';
import type { AddressInfo, Server as PortServer } from 'node:net';
import { createOnePort } from './tls/one-port';
import type { SafeAddress } from './tls/safe-address';

export interface Servers {
  /** Those that answer requests, and take sockets. */
  readonly answering: readonly Pick<Server, 'on'>[];
  /** Resolves with the port. Rejects with the system's error, such as EADDRINUSE. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more connections; resolves when those that are there have ended. */
  close(): Promise<void>;
  /** Ends them. */
  closeAll(): void;
}

/** So often it is looked whether the certificate is still right: a laptop moves from one network to another. */
const LOOK_EVERY_MS = 60_000;

const listening = (server: PortServer, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

// An error here says only that it never listened.
const closing = (server: PortServer): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

const createPlainServers = (answer: RequestListener): Servers => {
  const server = createServer(answer);
  return {
    answering: [server],
    listen: (port, host) => listening(server, port, host),
    close: () => closing(server),
    closeAll: () => server.closeAllConnections(),
  };
};

const contextOf = ({ current }: SafeAddress) => ({ cert: current().certificate, key: current().key });

/** Tells when another certificate is in use; what is wrong with it is said, and the one before goes on. */
const followCertificate = (safe: SafeAddress, changed: () => void): (() => void) => {
  const look = async (): Promise<void> => {
    const before = safe.current();
    try {
      await safe.refresh();
      if (safe.current() !== before) changed();
    } catch (error) {
      console.warn(`The certificate stays as it was: ${error instanceof Error ? error.message : error}`);
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
};

const createSafeServers = (answer: RequestListener, safe: SafeAddress): Servers => {
  const plain = createServer(answer);
  const secure = createSafeServer(contextOf(safe), answer);
  const { server, closeAll } = createOnePort(plain, secure);
  const stop = followCertificate(safe, () => secure.setSecureContext(contextOf(safe)));
  return {
    answering: [plain, secure],
    listen: (port, host) => listening(server, port, host),
    close: () => {
      stop();
      return closing(server);
    },
    closeAll,
  };
};

export const createServers = (answer: RequestListener, safe: SafeAddress | null): Servers =>
  safe === null ? createPlainServers(answer) : createSafeServers(answer, safe);
