/** The relay as a program of its own, with an app that needs no building: node program.mjs FOLDER-OF-THE-APP [options] */
import { pathToFileURL } from 'node:url';
import { relayFile } from '../../../scripts/build.mjs';

const [, , folder = '', ...args] = process.argv;
const { run } = await import(pathToFileURL(relayFile).href);
process.exit(
  await run({ args, env: process.env, defaultData: `${folder}/data`, prepare: async () => ({ folder }) }),
);
