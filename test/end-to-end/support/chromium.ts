import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../../../scripts/find-chromium.mjs';

/** A host name that the browsers below take for this machine; its pages are no secure context, as at home. */
export const HOME_HOST = 'wespend.test';

/**
 * How every browser of these tests is started, by the runner or as a process of its own with
 * `chromium.launchPersistentContext(profile, { ...launchOptions, permissions })`.
 */
export const launchOptions: LaunchOptions = {
  executablePath: findChromium() ?? '',
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--host-resolver-rules=MAP ${HOME_HOST} 127.0.0.1, MAP *.local 127.0.0.1`,
    // Data channels between pages of one machine, without mDNS names or a network.
    '--allow-loopback-in-peer-connection',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-quic',
    '--disable-sync',
    '--no-first-run',
  ],
};

/** Without these Chromium hides the local addresses that a data channel on one machine needs. */
export const permissions = ['camera', 'microphone'];
