import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRelay, type RelayParts } from '@/server-optional/relay';
import { createStaticFiles } from '@/server-optional/static-files';

/** A folder that is gone when the test is over. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'wespend-relay-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export interface RunningRelay {
  readonly http: string;
  readonly ws: string;
  close(): Promise<void>;
}

/** A relay on a free port of this machine, ended with the test. Without `findRoom` it keeps no ledgers. */
export const startRelay = async (parts: Partial<RelayParts> = {}): Promise<RunningRelay> => {
  const app = parts.app ?? createStaticFiles(await temporaryFolder());
  const relay = createRelay({ host: '127.0.0.1', app, findRoom: parts.findRoom ?? null });
  const port = await relay.listen(0);
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closed ??= relay.close();
    return closed;
  };
  onTestFinished(close);
  return { http: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}`, close };
};
