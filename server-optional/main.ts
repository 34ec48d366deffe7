/**
 * The relay as a program: from the command line to a listening port and back to a clean end.
 * It does not know how the app is built.
 */

import { join } from 'node:path';
import { greeting } from './greeting';
import { help, type Options, readOptions } from './options';
import { createRelay } from './relay';
import { createStaticFiles } from './static-files';

export interface Program {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the repository, below which the data lies unless told otherwise. */
  readonly root: string;
  /** The exported app. */
  readonly app: string;
  /** Awaited once the options are found good: builds the app. What it throws ends the program. */
  readonly prepare: () => Promise<unknown>;
}

const listenTrouble = (error: unknown, { host, port }: Options): string => {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Choose another: --port NUMBER`;
  if (code === 'EACCES')
    return `Port ${port} is not allowed for this user. Choose one above 1023: --port NUMBER`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host}. Leave --host out to listen on all of them.`;
  return `Cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : error}`;
};

/** Resolves at the first Ctrl+C or SIGTERM. A second one ends the program at once, as people expect. */
const untilToldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

const serve = async (options: Options, program: Program): Promise<number> => {
  await program.prepare();
  const relay = createRelay({ host: options.host, app: createStaticFiles(program.app), findRoom: null });
  let port: number;
  try {
    port = await relay.listen(options.port);
  } catch (error) {
    console.error(listenTrouble(error, options));
    return 1;
  }
  const end = untilToldToEnd();
  console.log(await greeting({ ...options, port }));
  await end;
  console.log('\nEnding ...');
  await relay.close();
  return 0;
};

/** Runs until it is told to end; resolves with the exit code. Whatever goes wrong is said in one line. */
export const run = async (program: Program): Promise<number> => {
  const defaultData = join(program.root, 'data');
  const outcome = readOptions(program.args, program.env, defaultData);
  if (outcome.kind === 'help') {
    console.log(help(defaultData));
    return 0;
  }
  if (outcome.kind === 'wrong') {
    console.error(outcome.message);
    return 2;
  }
  return serve(outcome.options, program);
};
