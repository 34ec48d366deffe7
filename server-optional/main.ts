/**
 * The relay as a program: from the command line to a listening port and back to a clean end.
 * It does not know how the app is built.
 */

import { join } from 'node:path';
import { lanHosts, localName, reachableHosts } from './addresses';
import { createDevelopmentProxy } from './development-proxy';
import { greeting } from './greeting';
import { help, type Options, readOptions } from './options';
import { type App, createRelay, type Relay } from './relay';
import { createRooms } from './rooms';
import { type Allowance, createAllowance } from './sockets';
import { createStaticFiles } from './static-files';
import { openStore, type Store } from './store';
import { createSyncDoor } from './sync-door';
import { systemClock } from './system-clock';
import { openAuthority } from './tls/authority';
import { createHomeAddress, openBroughtAddress, type SafeAddress } from './tls/safe-address';
import { createTokens } from './tokens';
import { refuseUpgrade } from './upgrades';

export interface Program {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the data lies unless told otherwise. */
  readonly defaultData: string;
  /** Builds the app, or starts what serves it, while the relay listens already. What it throws ends the program. */
  readonly prepare: () => Promise<AppSource>;
}

/** Where the app comes from: the folder of its files, or the address of a development server. */
export type AppSource = { readonly folder: string } | { readonly developmentServer: string };

/** A household makes a ledger now and then; who makes hundreds wants to fill the disk. */
const NEW_ROOMS: Allowance = { burst: 200, perSecond: 1 / 60 };

/** Trouble that is said in one line and ends the program with a code that is not 0. */
class Trouble extends Error {}

const listenTrouble = (error: unknown, { host, port }: Options): Trouble => {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return new Trouble(`Port ${port} is taken by another program. Choose another: --port NUMBER`);
  if (code === 'EACCES')
    return new Trouble(`Port ${port} is not allowed for this user. Choose one above 1023: --port NUMBER`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Trouble(`This machine has no address ${host}. Leave --host out to listen on all of them.`);
  return new Trouble(
    `Cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : error}`,
  );
};

/** Resolves at the first Ctrl+C or SIGTERM. A second one ends the program at once, as people expect. */
const untilToldToEnd = (): Promise<'ended'> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('ended'));
  });

const notBuiltYet: App = {
  answer: async (_request, response) => {
    response.writeHead(503, {
      'content-type': 'text/plain; charset=utf-8',
      'retry-after': '3',
      refresh: '3',
    });
    response.end('WeSpend is being built. This page comes back by itself.\n');
  },
  upgrade: refuseUpgrade,
};

const appFrom = (source: AppSource): App =>
  'folder' in source
    ? createStaticFiles(source.folder)
    : createDevelopmentProxy(new URL(source.developmentServer));

/** The app once it has arrived; until then a friendly word. */
const createLateApp = () => {
  let app = notBuiltYet;
  const late: App = {
    answer: (request, response) => app.answer(request, response),
    upgrade: (request, socket, head) => app.upgrade(request, socket, head),
  };
  const arrive = (source: AppSource): void => {
    app = appFrom(source);
  };
  return { late, arrive };
};

const listen = async (relay: Relay, options: Options): Promise<number> => {
  try {
    return await relay.listen(options.port);
  } catch (error) {
    throw listenTrouble(error, options);
  }
};

const warn = (line: string): void => console.warn(line);

const openStoreFor = async ({ store, data }: Options): Promise<Store | null> => {
  if (!store) return null;
  const opened = await openStore(data, warn);
  if (!opened.ok) throw new Trouble(opened.error.message);
  return opened.value;
};

const openHomeAddress = async ({ host, data }: Options): Promise<SafeAddress> => {
  const authority = await openAuthority(join(data, 'tls'), Date.now());
  if (!authority.ok) throw new Trouble(authority.message);
  return createHomeAddress({
    authority: authority.value,
    names: () => [...lanHosts(host), localName() ?? 'localhost'],
    reachable: () => reachableHosts(host),
    now: Date.now,
  });
};

const openSafeAddress = async (options: Options): Promise<SafeAddress | null> => {
  const { https } = options;
  if (https === null) return null;
  if (https.kind === 'own') return openHomeAddress(options);
  try {
    return await openBroughtAddress(https.certificate, https.key);
  } catch (error) {
    throw new Trouble(
      `The certificate cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

const openRooms = (store: Store) => {
  const rooms = createRooms({ store, clock: systemClock, log: warn });
  const mayClaim = createAllowance(NEW_ROOMS, () => performance.now());
  const tokens = createTokens(store, mayClaim);
  return { findRoom: createSyncDoor({ store, rooms, tokens, clock: systemClock }), close: rooms.close };
};

/** Takes the store and the port first, so that what is wrong with them is said before anything is built. */
const serve = async (options: Options, program: Program): Promise<void> => {
  const end = untilToldToEnd();
  const { late, arrive } = createLateApp();
  const safe = await openSafeAddress(options);
  const store = await openStoreFor(options);
  const rooms = store === null ? null : openRooms(store);
  const relay = createRelay({ host: options.host, app: late, findRoom: rooms?.findRoom ?? null, safe });
  try {
    const port = await listen(relay, options);
    const ready = program.prepare().then(arrive);
    if ((await Promise.race([ready, end])) !== 'ended')
      console.log(await greeting({ ...options, port }, safe));
    await end;
    console.log('\nEnding ...');
  } finally {
    await relay.close();
    await rooms?.close();
    await store?.close();
  }
};

/** Runs until it is told to end; resolves with the exit code. What `prepare` throws is thrown on. */
export const run = async (program: Program): Promise<number> => {
  const outcome = readOptions(program.args, program.env, program.defaultData);
  if (outcome.kind === 'help') {
    console.log(help(program.defaultData));
    return 0;
  }
  if (outcome.kind === 'wrong') {
    console.error(outcome.message);
    return 2;
  }
  try {
    await serve(outcome.options, program);
    return 0;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    return 1;
  }
};
