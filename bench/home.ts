/** A home for measurements in a real browser: the program of `npm start`, and browsers that find it. It does not know what is measured. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';

export interface HomeRelay {
  readonly port: number;
  readonly origin: string;
  /** At once, without a goodbye. */
  kill(): Promise<void>;
}

/** @param port 0: any that is free. */
export const startRelay = async (port = 0): Promise<HomeRelay> => {
  const data = mkdtempSync(join(tmpdir(), 'wespend-bench-'));
  const options = ['--port', String(port), '--data', data];
  const child = spawn(process.execPath, ['scripts/start.mjs', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const listening = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const ready = /is ready: http:\/\/[^:]+:(\d+)/.exec(said)?.[1];
      if (ready !== undefined) resolve(Number(ready));
    });
    child.once('close', () => reject(new Error(`WeSpend ended before it was ready: ${said}`)));
  });
  return {
    port: listening,
    origin: `http://wespend.test:${listening}`,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
      rmSync(data, { recursive: true, force: true });
    },
  };
};

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--allow-loopback-in-peer-connection',
      '--host-resolver-rules=MAP wespend.test 127.0.0.1',
    ],
  });

/** A browser of its own, as far as its pages can tell. */
export const newContext = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ locale: 'en-IE', permissions: ['camera', 'microphone'] });
