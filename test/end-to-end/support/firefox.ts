import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firefox, type Page } from '@playwright/test';
import { findFirefox } from '../../../scripts/find-firefox.mjs';
import { HOME_HOST } from './chromium';
import type { Prepare } from './device';

/** Somebody's device with an installed Firefox on it, and a profile which outlives the process. */
export interface FirefoxDevice {
  readonly page: Page;
  /** SIGKILL to the whole browser, as a power cut would. */
  kill(): Promise<void>;
  /** A new process on the same profile; what was opened before is gone. */
  reopen(): Promise<FirefoxDevice>;
  /** Closes the browser and removes its profile. */
  remove(): Promise<void>;
}

const starter = fileURLToPath(new URL('./firefox-process.mjs', import.meta.url));

const preferences = {
  'network.dns.localDomains': HOME_HOST,
  // Data channels between pages of one machine, without mDNS names or a network.
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

/**
 * Runs in a page before its own scripts. What is filled in is to come as typed text does: Playwright sets the value of the
 * field where React listens, which then takes the event that follows for no change.
 */
const insertAsTyped = (): void => {
  Object.defineProperty(window, '__pw_bidiInsertText', {
    get: () => (text: string) => void document.execCommand('insertText', false, text),
    set: () => undefined,
  });
};

const launch = async (profile: string, prepare: Prepare | undefined): Promise<FirefoxDevice> => {
  const context = await firefox.launchPersistentContext(profile, {
    // Playwright's name for any Firefox that is driven over WebDriver BiDi.
    channel: 'moz-firefox',
    executablePath: process.execPath,
    ignoreDefaultArgs: true,
    args: [starter, findFirefox() ?? '', '--remote-debugging-port=0', '--headless', '--profile', profile],
    firefoxUserPrefs: preferences,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  });
  await context.addInitScript(insertAsTyped);
  await prepare?.(context);
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    kill: async () => {
      const closed = context.waitForEvent('close');
      process.kill(Number(await readFile(join(profile, 'process-id'), 'utf8')), 'SIGKILL');
      await closed;
    },
    reopen: async () => {
      await context.close();
      return launch(profile, prepare);
    },
    remove: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
};

export const openFirefox = async (prepare?: Prepare): Promise<FirefoxDevice> =>
  launch(await mkdtemp(join(tmpdir(), 'wespend-profile-')), prepare);
