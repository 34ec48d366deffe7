/**
 * The doors for WebSockets: which address leads to which socket, and how large a message may be there.
 * It does not know what is said inside.
 */

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CloseCode } from './sockets';

/** A place to meet: sockets that asked for an address, with what stood behind it. */
export interface Door {
  /** Bytes of one message. */
  readonly limit: number;
  accept(socket: WebSocket, address: URL): void;
}

export interface Upgrades {
  /** Says goodbye on every socket; resolves when all are gone, or after a second without an answer. */
  close(): Promise<void>;
}

/** The door for an address, or null. */
type FindDoor = (address: URL) => Door | null;

/** Takes what no door was found for, such as the hot reload of the development server. */
export type Elsewhere = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Says that there is no socket at this address. */
export const refuseUpgrade: Elsewhere = (_request, socket) => {
  socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
};

/** At most so many sockets at once: a household has a few dozen. */
const MOST_SOCKETS = 4096;
const GOODBYE_MS = 1000;

const addressOf = (request: IncomingMessage): URL | null => {
  const path = request.url ?? '/';
  // A path of its own may start with two slashes, which URL would read as a host.
  return URL.canParse(`http://relay${path}`) ? new URL(`http://relay${path}`) : null;
};

export const openDoors = (
  servers: readonly Pick<Server, 'on'>[],
  findDoor: FindDoor,
  elsewhere: Elsewhere,
): Upgrades => {
  const sockets = new Set<WebSocket>();
  /** The connections below, also of those that never became a socket of ours: no server ends while one is open. */
  const connections = new Set<Duplex>();
  const byLimit = new Map<number, WebSocketServer>();

  const serverFor = (limit: number): WebSocketServer => {
    const known = byLimit.get(limit);
    if (known !== undefined) return known;
    const made = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: limit });
    byLimit.set(limit, made);
    return made;
  };

  const enter = (socket: WebSocket, door: Door, address: URL): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (sockets.size > MOST_SOCKETS) {
      socket.on('error', () => undefined);
      socket.close(CloseCode.tooMuch, 'too many connections');
    } else door.accept(socket, address);
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    // Node leaves the errors of an upgraded connection to us; `close` follows and is enough.
    socket.on('error', () => undefined);
    const address = addressOf(request);
    const door = address === null ? null : findDoor(address);
    if (address === null || door === null) elsewhere(request, socket, head);
    else serverFor(door.limit).handleUpgrade(request, socket, head, (opened) => enter(opened, door, address));
  };
  for (const server of servers) server.on('upgrade', upgrade);

  return {
    close: async () => {
      const gone = [...sockets].map(
        (socket) =>
          new Promise<void>((resolve) => {
            const late = setTimeout(() => socket.terminate(), GOODBYE_MS);
            socket.once('close', () => {
              clearTimeout(late);
              resolve();
            });
            socket.close(CloseCode.ending, 'left');
          }),
      );
      await Promise.all(gone);
      for (const connection of connections) connection.destroy();
    },
  };
};

/** Where nothing is kept: said with a final code, so that clients do not knock for ever. */
export const noRooms: Door = {
  limit: 1024,
  accept: (socket) => {
    socket.on('error', () => undefined);
    socket.close(CloseCode.noStore, 'this relay keeps no ledgers');
  },
};
