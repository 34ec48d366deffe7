/** The files of the app and nothing else: no signaling, no state, no word passed on between its pages. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createStaticFiles } from '../../../server-optional/static-files';
import { HOME_HOST } from './chromium';

const out = fileURLToPath(new URL('../../../out/', import.meta.url));

export interface PageFiles {
  readonly origin: string;
  /** The same under a name that every browser takes for a secure context. */
  readonly localOrigin: string;
  /** From now on these files, as after an update. */
  change(folder: string): void;
  stop(): Promise<void>;
}

/** `port`: that of a relay that is gone, for pages that were opened there before; 0 for any other place. */
export const servePageFiles = async (port = 0, folder = out): Promise<PageFiles> => {
  let files = createStaticFiles(folder);
  const server = createServer((request, response) => void files.answer(request, response));
  server.on('upgrade', (_request, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: listening } = server.address() as AddressInfo;
  return {
    origin: `http://${HOME_HOST}:${listening}`,
    localOrigin: `http://localhost:${listening}`,
    change: (other) => {
      files = createStaticFiles(other);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
