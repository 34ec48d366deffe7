/**
 * npm run dev: the relay with Next's development server behind it, so that the app reloads as it is written.
 * Pages and sockets have one address, as in `npm start`: the relay passes on what is not its own.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { BuildError } from './build.mjs';
import { launch } from './launch.mjs';
import { root } from './root.mjs';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Resolves when Next's server says that it is ready. */
const startNext = (port) =>
  new Promise((resolve, reject) => {
    const next = spawn(
      process.execPath,
      [
        join(root, 'node_modules/next/dist/bin/next'),
        'dev',
        '--port',
        String(port),
        '--hostname',
        '127.0.0.1',
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
      },
    );
    process.once('exit', () => next.kill());
    next.stdout.on('data', (text) => {
      process.stdout.write(text);
      if (String(text).includes('Ready')) resolve();
    });
    next.once('error', reject);
    next.once('close', (code) => {
      reject(new BuildError(`Next's development server ended with code ${code}.`));
      process.kill(process.pid, 'SIGTERM');
    });
  });

await launch(async () => {
  const port = await freePort();
  await startNext(port);
  return { developmentServer: `http://127.0.0.1:${port}` };
});
