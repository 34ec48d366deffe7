/**
 * npm start: builds what is not built, then is the relay, in this very process.
 * It does not know the relay's options; those are the relay's own.
 */
import { appFolder, BuildError, buildApp, buildRelay, relayFile } from './build.mjs';
import { root } from './root.mjs';

const start = async () => {
  await buildRelay();
  const { run } = await import(relayFile);
  return run({ args: process.argv.slice(2), env: process.env, root, app: appFolder, prepare: buildApp });
};

start().then(
  (code) => process.exit(code),
  (error) => {
    console.error(
      error instanceof BuildError ? error.message : `WeSpend cannot start: ${error?.message ?? error}`,
    );
    process.exit(1);
  },
);
