import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LedgerDatabase } from '@/server-optional/ledger-database';
import { createRelay, type RelayParts } from '@/server-optional/relay';
import { createRooms } from '@/server-optional/rooms';
import { createStaticFiles } from '@/server-optional/static-files';
import { openStore } from '@/server-optional/store';
import { createSyncDoor } from '@/server-optional/sync-door';
import { systemClock } from '@/server-optional/system-clock';
import { createTokens } from '@/server-optional/tokens';

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
  const relay = createRelay({
    host: '127.0.0.1',
    app,
    findRoom: parts.findRoom ?? null,
    safe: parts.safe ?? null,
  });
  const port = await relay.listen(0);
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closed ??= relay.close();
    return closed;
  };
  onTestFinished(close);
  return { http: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}`, close };
};

export interface KeepingRelay extends RunningRelay {
  /** What whoever runs it has read so far. */
  readonly lines: readonly string[];
}

/** A relay that keeps ledgers in `folder`. Another may open the same folder once this one is closed. */
export const startKeepingRelay = async (
  folder: string,
  Database?: typeof LedgerDatabase,
): Promise<KeepingRelay> => {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const opened = await openStore(folder, log, Database);
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const rooms = createRooms({ store, clock: systemClock, log });
  const tokens = createTokens(store, () => true);
  const relay = await startRelay({ findRoom: createSyncDoor({ store, rooms, tokens, clock: systemClock }) });
  let closed: Promise<void> | null = null;
  const closeAll = async (): Promise<void> => {
    await relay.close();
    await rooms.close();
    await store.close();
  };
  const close = (): Promise<void> => {
    closed ??= closeAll();
    return closed;
  };
  onTestFinished(close);
  return { ...relay, close, lines };
};
