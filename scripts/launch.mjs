/**
 * Runs the relay in this very process, with the app that it is given.
 * It does not know the relay's options; those are the relay's own.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildError, buildRelay, relayFile } from './build.mjs';
import { root } from './root.mjs';

const messageOf = (error) => (error instanceof Error ? error.message : String(error));

const launched = async (prepare) => {
  await buildRelay();
  const { run } = await import(pathToFileURL(relayFile).href);
  const defaultData = join(root, 'data');
  return run({ args: process.argv.slice(2), env: process.env, defaultData, prepare });
};

/** Ends the process when the relay has ended. `prepare` resolves with where the app comes from, as the relay asks. */
export const launch = async (prepare) => {
  try {
    process.exit(await launched(prepare));
  } catch (error) {
    console.error(error instanceof BuildError ? error.message : `WeSpend cannot go on: ${messageOf(error)}`);
    process.exit(1);
  }
};
