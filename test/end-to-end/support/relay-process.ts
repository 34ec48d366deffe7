/** The program that `npm start` runs, as a process of its own that a test can kill and start again. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HOME_HOST } from './chromium';

const start = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));
/** Long enough to build what is not built. */
const PATIENCE_MS = 120_000;

export interface RelayProcess {
  readonly port: number;
  /** Under a host name that is no secure context, as at home. */
  readonly origin: string;
  /** Under the name of this very machine, which every browser takes for a secure context. */
  readonly localOrigin: string;
  /** What it has said to whoever started it. */
  said(): string;
  /** At once, without a goodbye. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** As Ctrl+C does. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface RelayProcessOptions {
  /** 0, the default: any that is free. To come back at the same address, give the port of the one before. */
  readonly port?: number;
  /** Where it keeps ledgers; without it, it keeps none. */
  readonly data?: string;
  /** The largest file that it may write, in blocks of 512 bytes: beyond, its disk is full. */
  readonly fileLimit?: number;
  /** With https on the same port, and its authority under `data`. */
  readonly https?: boolean;
}

/** The shell sets the limit for itself, and becomes the program. */
const within = (blocks: number, program: readonly string[]): readonly string[] => [
  '/bin/sh',
  '-c',
  `ulimit -f ${blocks}; exec "$0" "$@"`,
  ...program,
];

/** Resolves once it listens. */
export const startRelayProcess = async ({
  port = 0,
  data,
  fileLimit,
  https = false,
}: RelayProcessOptions = {}): Promise<RelayProcess> => {
  const kept = data === undefined ? ['--no-store'] : ['--data', data];
  const program = [process.execPath, start, '--port', String(port), ...kept, ...(https ? ['--https'] : [])];
  const [command = '', ...args] = fileLimit === undefined ? program : within(fileLimit, program);
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  const listening = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the relay is not ready: ${said}`)), PATIENCE_MS);
    const hear = (text: Buffer): void => {
      said += text;
      const ready = /is ready: http:\/\/[^:]+:(\d+)/.exec(said);
      if (ready === null) return;
      clearTimeout(timer);
      resolve(Number(ready[1]));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', () => reject(new Error(`the relay ended: ${said}`)));
  });
  return {
    port: listening,
    origin: `http://${HOME_HOST}:${listening}`,
    localOrigin: `http://localhost:${listening}`,
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
};
