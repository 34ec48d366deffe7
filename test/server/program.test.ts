import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildRelay } from '../../scripts/build.mjs';
import { until } from '../sync/support/real-clock';
import { join as joinRelay, newBook, newToken, startedBook } from './support/household';
import { temporaryFolder } from './support/relay';

const program = fileURLToPath(new URL('support/program.mjs', import.meta.url));

interface Run {
  readonly process: ChildProcess;
  readonly folder: string;
  readonly out: () => string;
  readonly err: () => string;
  readonly code: Promise<number | null>;
}

const start = async (args: readonly string[], env: Record<string, string> = {}): Promise<Run> => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'index.html'), 'the app');
  const child = spawn(process.execPath, [program, folder, ...args], { env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { process: child, folder, out: () => out, err: () => err, code };
};

/** The port that it listens on, once it says that it is ready. */
const portOf = async (run: Run): Promise<number> => {
  await until(`it is ready (${run.err()})`, () => run.out().includes('Ctrl+C ends it.'));
  return Number(/is ready: http:\/\/[^:]+:(\d+)/.exec(run.out())?.[1]);
};

const takenPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  await buildRelay();
});

describe('npm start', () => {
  it.each([
    [['--prot', '80'], /--prot/],
    [['--port'], /port/],
    [['--port', 'http'], /"http" is no port/],
    [['--port', '70000'], /"70000" is no port/],
    [['--data', '/dev/null/x'], /Cannot keep ledgers in \/dev\/null\/x/],
    [['--tls-cert', 'a.crt'], /--tls-cert and --tls-key go together/],
    [['--tls-cert', '/none/a.crt', '--tls-key', '/none/a.key'], /certificate cannot be used: .*\/none\/a/],
    [['something'], /something/],
    [['--host', '203.0.113.7'], /no address 203\.0\.113\.7/],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const run = await start(args);
    expect(await run.code).toBeGreaterThan(0);
    expect(run.err().trim()).toMatch(message);
    expect(run.err().trim().split('\n')).toHaveLength(1);
    expect(run.out()).toBe('');
  });

  it('says in one line that the port is taken', async () => {
    const port = await takenPort();
    const run = await start(['--port', String(port)]);
    expect(await run.code).toBe(1);
    expect(run.err().trim()).toBe(`Port ${port} is taken by another program. Choose another: --port NUMBER`);
  });

  it('says in one line that another process holds the store', async () => {
    const first = await start(['--port', '0']);
    await portOf(first);
    const data = join(first.folder, 'data');
    const second = await start(['--port', '0', '--data', data]);
    expect(await second.code).toBe(1);
    expect(second.err().trim()).toBe(
      `Another WeSpend keeps its ledgers in ${data}. End it, or use another --data DIR.`,
    );
  });

  it('takes the same options from the environment, where the command line does not say otherwise', async () => {
    const odd = await start([], { WESPEND_PORT: 'odd' });
    expect(await odd.code).toBe(2);
    expect(odd.err()).toContain('"odd" is no port');
    const run = await start(['--port', '0'], {
      WESPEND_PORT: 'odd',
      WESPEND_HOST: '127.0.0.1',
      WESPEND_NO_STORE: '1',
    });
    await portOf(run);
    expect(run.out()).toContain('http://127.0.0.1:');
    expect(run.out()).toContain('keeps nothing');
    expect(run.out()).not.toContain('other devices');
  });

  it('explains itself', async () => {
    const run = await start(['--help']);
    expect(await run.code).toBe(0);
    for (const option of [
      '--port',
      '--host',
      '--data',
      '--no-store',
      '--https',
      'WESPEND_PORT',
      'WESPEND_NO_STORE',
      'WESPEND_HTTPS',
    ])
      expect(run.out()).toContain(option);
  });

  it('says where it is and where its data lies, serves, and ends cleanly when told to', async () => {
    const folder = join(await temporaryFolder(), 'ledgers');
    await mkdir(folder);
    const run = await start(['--port', '0', '--data', folder]);
    const port = await portOf(run);
    expect(run.out()).toContain(`http://localhost:${port}`);
    expect(run.out()).toContain(folder);
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('the app');
    expect(await (await fetch(`http://localhost:${port}/healthz`)).json()).toEqual({ ok: true, store: true });
    const lan = (await (await fetch(`http://localhost:${port}/lan`)).json()) as { origins: string[] };
    for (const origin of lan.origins)
      expect(origin).toMatch(new RegExp(`^http://(?!localhost|127).+:${port}$`));
    run.process.kill('SIGTERM');
    expect(await run.code).toBe(0);
    expect(run.err()).toBe('');
  });

  it('makes an authority once for https, and says how to trust it', async () => {
    const data = await temporaryFolder();
    const fingerprints: string[] = [];
    for (const args of [['--https'], []]) {
      const run = await start(['--port', '0', '--data', data, '--no-store', ...args], { WESPEND_HTTPS: '1' });
      const port = await portOf(run);
      const lan = (await (await fetch(`http://localhost:${port}/lan`)).json()) as { origins: string[] };
      for (const origin of lan.origins) expect(run.out()).toContain(`  ${origin}\n`);
      const given = await fetch(`http://localhost:${port}/wespend-authority.crt`);
      fingerprints.push(new X509Certificate(new Uint8Array(await given.arrayBuffer())).fingerprint256);
      if (lan.origins.length > 0) expect(run.out().replace(/\s/g, '')).toContain(fingerprints.at(-1));
      run.process.kill('SIGTERM');
      expect(await run.code).toBe(0);
    }
    expect(fingerprints[1]).toBe(fingerprints[0]);
  });

  it('has what it acknowledged after being killed', async () => {
    const data = await temporaryFolder();
    const [anna, ben, token] = [startedBook(1), newBook('ben', 2), newToken()];
    const first = await start(['--port', '0', '--data', data]);
    const annas = joinRelay(`ws://127.0.0.1:${await portOf(first)}`, 'home', token, anna.journal);
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    first.process.kill('SIGKILL');
    await first.code;
    annas.stop();
    const second = await start(['--port', '0', '--data', data]);
    joinRelay(`ws://127.0.0.1:${await portOf(second)}`, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === anna.journal.entryCount());
  });
});
