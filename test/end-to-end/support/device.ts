import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { launchOptions, permissions } from './chromium';

/** Somebody's device: a Chromium process with a profile of its own, which outlives the process. */
export interface Device {
  readonly page: Page;
  readonly context: BrowserContext;
  /** SIGKILL to the whole browser, as a power cut would. */
  kill(): Promise<void>;
  /** Stops the processes of its pages, as a frozen page or a sleeping machine stops: no timer, no message, no event. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /**
   * Keeps the main thread of the page busy until the function is called that this gives: the browser still takes in what
   * comes over its links, and the page answers nothing.
   */
  block(): Promise<() => Promise<void>>;
  /** Closes the browser as its user would. */
  close(): Promise<void>;
  /** A new process on the same profile; what was opened before is gone. */
  reopen(prepare?: Prepare): Promise<Device>;
}

/** What is done to a browser before its first page is opened, such as adding init scripts. */
export type Prepare = (context: BrowserContext) => Promise<unknown>;

const viewport = { width: 1440, height: 900 };

/** Somebody's device where no process need be killed: storage of its own in the runner's browser, with nothing in it. */
export const newPage = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ permissions, viewport, locale: 'en-US' })).newPage();

type Kind = 'browser' | 'renderer';

/** The processes of a browser, as it tells them itself. */
const processesOf = async (browser: Browser | null, kind: Kind): Promise<readonly number[]> => {
  const session = await browser?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  await session?.detach();
  const found = processInfo.filter(({ type }) => type === kind).map(({ id }) => id);
  if (found.length === 0) throw new Error(`Chromium did not tell its ${kind} process`);
  return found;
};

/** A request that the page waits for on its main thread, held back for as long as that is to stand still. */
const block = async (page: Page): Promise<() => Promise<void>> => {
  const address = '**/healthz';
  let answer = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    void page.route(address, async (route) => {
      resolve();
      await released;
      await route.fulfill({ body: '' });
    });
  });
  const blocked = page.evaluate(() => {
    const request = new XMLHttpRequest();
    request.open('GET', '/healthz', false);
    request.send();
  });
  await begun;
  return async () => {
    answer();
    await blocked;
    await page.unroute(address);
  };
};

const launch = async (
  profile: string,
  home: string | undefined,
  prepare: Prepare | undefined,
): Promise<Device> => {
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    permissions,
    viewport,
    locale: 'en-US',
    ...(home === undefined ? {} : { env: { ...process.env, HOME: home } }),
  });
  await prepare?.(context);
  const page = context.pages()[0] ?? (await context.newPage());
  const signal = async (kind: Kind, name: NodeJS.Signals): Promise<void> => {
    for (const pid of await processesOf(context.browser(), kind)) process.kill(pid, name);
  };
  return {
    page,
    context,
    kill: async () => {
      const closed = context.waitForEvent('close');
      await signal('browser', 'SIGKILL');
      await closed;
    },
    freeze: () => signal('renderer', 'SIGSTOP'),
    thaw: () => signal('renderer', 'SIGCONT'),
    block: () => block(page),
    close: () => context.close(),
    reopen: async (again) => {
      await context.close();
      return launch(profile, home, again);
    },
  };
};

export interface Devices {
  open(prepare?: Prepare): Promise<Device>;
  reopen(device: Device, prepare?: Prepare): Promise<Device>;
  /** Closes all of them and removes their profiles. */
  removeAll(): Promise<void>;
}

/** The devices of one test, whose browsers trust what is trusted in `home`; `removeAll` leaves no process and no profile behind. */
export const createDevices = (home?: string): Devices => {
  const profiles: string[] = [];
  const all: Device[] = [];
  const keep = (device: Device): Device => {
    all.push(device);
    return device;
  };
  return {
    open: async (prepare) => {
      const profile = await mkdtemp(join(tmpdir(), 'wespend-profile-'));
      profiles.push(profile);
      return keep(await launch(profile, home, prepare));
    },
    reopen: async (device, prepare) => keep(await device.reopen(prepare)),
    removeAll: async () => {
      await Promise.all(all.map((device) => device.close()));
      await Promise.all(profiles.map((profile) => rm(profile, { recursive: true, force: true })));
    },
  };
};
