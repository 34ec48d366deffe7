/**
 * One port for plain http and for https: the first byte of a connection tells which of the two it is.
 * It does not know what either server answers.
 */

import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';

/** With this byte every TLS handshake begins, and no request of http. */
const HANDSHAKE = 0x16;
/** Who connects and says nothing for so long is let go. */
const SILENCE_MS = 10_000;

export interface OnePort {
  readonly server: Server;
  /** Ends every connection, whichever server has it. */
  closeAll(): void;
}

export const createOnePort = (plain: HttpServer, safe: HttpsServer): OnePort => {
  const sockets = new Set<Socket>();

  const handOver = (socket: Socket, first: Buffer): void => {
    socket.setTimeout(0);
    socket.pause();
    socket.unshift(first);
    (first[0] === HANDSHAKE ? safe : plain).emit('connection', socket);
    // Its new owner listens by then, and gets the first bytes as if nobody had looked.
    process.nextTick(() => socket.resume());
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    const hangUp = (): void => {
      socket.destroy();
    };
    socket.once('close', () => sockets.delete(socket));
    // Before there is an owner, and after it has let go: a broken connection closes, and that is all there is to it.
    socket.on('error', hangUp);
    socket.setTimeout(SILENCE_MS, hangUp);
    socket.once('data', (first) => {
      socket.off('timeout', hangUp);
      handOver(socket, first as Buffer);
    });
  });

  return {
    server,
    closeAll: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
};
