/**
 * Stands in for the app's files while they are being written: passes everything on to Next's development server.
 * It does not know what passes through.
 */

import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { App } from './relay';

/** Next's server serves its own host alone; pages come under whatever name the relay is reached by. */
const headersFor = (headers: IncomingHttpHeaders, { host, origin }: URL): IncomingHttpHeaders => ({
  ...headers,
  host,
  ...(headers.origin === undefined ? {} : { origin }),
});

/**
 * A browser that was at this address under `npm start` keeps that app, and would show it for ever. This worker takes the
 * place of that app's, and goes.
 */
const WORKER = '/service-worker.js';
const leavingWorker = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
  for (const page of await clients.matchAll({ type: 'window' })) await page.navigate(page.url);
})()));
`;

export const createDevelopmentProxy = (target: URL): App => {
  const ask = (asked: IncomingMessage) =>
    request({
      host: target.hostname,
      port: target.port,
      method: asked.method,
      path: asked.url,
      headers: headersFor(asked.headers, target),
    });

  const answer = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (asked.url === WORKER) response.setHeader('content-type', 'text/javascript').end(leavingWorker);
    else await pass(asked, response);
  };

  const pass = (asked: IncomingMessage, response: ServerResponse): Promise<void> =>
    new Promise((resolve, reject) => {
      const passed = ask(asked);
      passed.once('response', (answered) => {
        response.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(response);
        response.once('close', resolve);
      });
      passed.once('error', reject);
      // A page that is left while an answer comes leaves nothing behind.
      response.once('close', () => passed.destroy());
      asked.pipe(passed);
    });

  const upgrade = (asked: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const passed = ask(asked);
    const hangUp = (): void => {
      passed.destroy();
      socket.destroy();
    };
    passed.once('error', hangUp);
    passed.once('response', hangUp);
    socket.once('end', hangUp);
    passed.once('upgrade', (answered, other, otherHead) => {
      const lines = [`HTTP/1.1 ${answered.statusCode} ${answered.statusMessage}`];
      for (let index = 0; index < answered.rawHeaders.length; index += 2)
        lines.push(`${answered.rawHeaders[index]}: ${answered.rawHeaders[index + 1]}`);
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      socket.write(otherHead);
      other.write(head);
      other.once('error', hangUp);
      socket.once('close', () => other.destroy());
      other.once('close', () => socket.destroy());
      other.pipe(socket).pipe(other);
    });
    passed.end();
  };

  return { answer, upgrade };
};
