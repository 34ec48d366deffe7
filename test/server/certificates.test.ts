import { X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectSafely } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStaticFiles } from '@/server-optional/static-files';
import { openAuthority } from '@/server-optional/tls/authority';
import { type Certified, issue, makeAuthority } from '@/server-optional/tls/certificates';
import { createHomeAddress, openBroughtAddress, type SafeAddress } from '@/server-optional/tls/safe-address';
import { startRelay, temporaryFolder } from './support/relay';
import { connect as connectSocket } from './support/socket';

const DAY = 86_400_000;
const now = Date.now();

/** What OpenSSL, which Node brings along, holds against a server that shows this certificate under that name; null: nothing. */
const objection = async (authority: Certified, { certificate, key }: Certified, servername: string) => {
  const server = createServer({ cert: certificate, key }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return new Promise<string | null>((resolve) => {
    const socket = connectSafely({ port, host: '127.0.0.1', servername, ca: authority.certificate }, () => {
      resolve(null);
      socket.destroy();
    });
    socket.once('error', ({ message }: Error) => resolve(message));
  });
};

describe('the authority of a home', () => {
  it('speaks for names and addresses at home', async () => {
    const authority = makeAuthority('kitchen', now);
    const served = issue(authority, ['kitchen.local', 'localhost', '192.168.1.20', '10.0.0.2', '::1'], now);
    expect(await objection(authority, served, 'kitchen.local')).toBeNull();
    expect(await objection(authority, served, 'localhost')).toBeNull();
    expect(new X509Certificate(served.certificate).checkIP('192.168.1.20')).toBe('192.168.1.20');
  });

  it.each(['bank.example', 'localhost.example', 'notlocal'])(
    'cannot speak for %s, whoever has its key',
    async (name) => {
      const authority = makeAuthority('kitchen', now);
      expect(await objection(authority, issue(authority, [name], now), name)).toBe(
        'permitted subtree violation',
      );
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '2001:db8::1'])('cannot speak for the address %s', async (address) => {
    const authority = makeAuthority('kitchen', now);
    const served = issue(authority, ['kitchen.local', address], now);
    expect(await objection(authority, served, 'kitchen.local')).toBe('permitted subtree violation');
  });

  it('signs for 397 days at most, and no other authority', () => {
    const authority = makeAuthority('kitchen', now);
    const { validFrom, validTo, ca } = new X509Certificate(issue(authority, ['a.local'], now).certificate);
    expect((Date.parse(validTo) - Date.parse(validFrom)) / DAY).toBeLessThanOrEqual(397);
    expect(ca).toBe(false);
    expect(new X509Certificate(authority.certificate).ca).toBe(true);
  });

  it('is made once, and only its owner can read its key', async () => {
    const folder = join(await temporaryFolder(), 'tls');
    const [first, again] = [await openAuthority(folder, now), await openAuthority(folder, now)];
    expect(again).toEqual(first);
    expect((await stat(join(folder, 'authority.key'))).mode & 0o777).toBe(0o600);
    const later = await openAuthority(folder, now + 4000 * DAY);
    expect(later).not.toEqual(first);
  });

  it('whose key was mixed up with another is refused', async () => {
    const folder = join(await temporaryFolder(), 'tls');
    await openAuthority(folder, now);
    await writeFile(join(folder, 'authority.key'), makeAuthority('other', now).key);
    expect(await openAuthority(folder, now)).toMatchObject({ ok: false });
  });
});

const namesOf = (safe: SafeAddress): string =>
  new X509Certificate(safe.current().certificate).subjectAltName ?? '';

describe('the certificate in use', () => {
  const createMoving = () => {
    const laptop = { names: ['kitchen.local', '192.168.1.20'], time: now };
    const safe = createHomeAddress({
      authority: makeAuthority('kitchen', now),
      names: () => laptop.names,
      reachable: async () => laptop.names,
      now: () => laptop.time,
    });
    return { laptop, safe };
  };

  it('holds for this computer under each of its names, and for none that is not of a home', async () => {
    const { laptop, safe } = createMoving();
    for (const name of ['kitchen.local', '192.168.1.20', 'localhost', '127.0.0.1'])
      expect(namesOf(safe)).toContain(name);
    laptop.names = ['kitchen.local', '203.0.113.7'];
    await safe.refresh();
    expect(namesOf(safe)).not.toContain('203.0.113.7');
    expect(await safe.hosts()).toEqual(['kitchen.local']);
  });

  it('is made anew when the addresses change and a month before its end, and not otherwise', async () => {
    const { laptop, safe } = createMoving();
    const first = safe.current();
    laptop.time += 360 * DAY;
    await safe.refresh();
    expect(safe.current()).toBe(first);
    laptop.names = ['kitchen.local', '10.0.0.7'];
    await safe.refresh();
    expect(namesOf(safe)).toContain('10.0.0.7');
    const second = safe.current();
    laptop.time += 370 * DAY;
    await safe.refresh();
    expect(safe.current()).not.toBe(second);
  });

  it('may be brought, is read again when it was renewed, and must have its own key', async () => {
    const folder = await temporaryFolder();
    const [certificate, key] = [join(folder, 'a.crt'), join(folder, 'a.key')];
    const authority = makeAuthority('kitchen', now);
    const write = async (made: Certified): Promise<void> => {
      await writeFile(certificate, made.certificate);
      await writeFile(key, made.key);
    };
    await write(issue(authority, ['books.example', '*.example'], now));
    const safe = await openBroughtAddress(certificate, key);
    expect([await safe.hosts(), safe.authority]).toEqual([['books.example'], null]);
    const renewed = issue(authority, ['books.example'], now);
    await write(renewed);
    await safe.refresh();
    expect(safe.current()).toEqual(renewed);
    await writeFile(key, authority.key);
    await expect(openBroughtAddress(certificate, key)).rejects.toThrow('is not the key');
    await expect(openBroughtAddress(join(folder, 'none'), key)).rejects.toThrow();
    expect(await readFile(certificate, 'utf8')).toBe(renewed.certificate);
  });
});

describe('one port', () => {
  const start = async (authority: Certified | null = makeAuthority('kitchen', now)) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'icon.svg'), '<svg/>');
    await writeFile(join(folder, 'index.html'), '<p>home</p>');
    const home = createHomeAddress({
      authority: authority ?? makeAuthority('kitchen', now),
      names: () => ['kitchen.local'],
      reachable: async () => ['kitchen.local'],
      now: () => now,
    });
    const safe = authority === null ? { ...home, authority: null } : home;
    const { http, close } = await startRelay({ app: createStaticFiles(folder), safe });
    const { port } = new URL(http);
    return { port: Number(port), safe, close };
  };

  /** Plain http under the name that other devices use. */
  const askPlainly = (port: number, path: string, host = `kitchen.local:${port}`): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`),
      );
      socket.on('data', (text) => {
        said += text;
      });
      socket.once('close', () => resolve(said));
      socket.once('error', reject);
    });

  const askSafely = (port: number, path: string, ca: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = '';
      const socket = connectSafely({ port, host: '127.0.0.1', servername: 'kitchen.local', ca }, () =>
        socket.write(`GET ${path} HTTP/1.1\r\nhost: kitchen.local\r\nconnection: close\r\n\r\n`),
      );
      socket.on('data', (text) => {
        said += text;
      });
      socket.once('close', () => resolve(said));
      socket.once('error', reject);
    });

  it('serves the app and its sockets to who speaks TLS, under addresses that say so', async () => {
    const { port, safe } = await start();
    expect(await askSafely(port, '/', safe.authority ?? '')).toContain('<p>home</p>');
    expect(await askSafely(port, '/lan', safe.authority ?? '')).toContain(
      JSON.stringify({ origins: [`https://kitchen.local:${port}`], trust: true }),
    );
    const client = await connectSocket(`wss://127.0.0.1:${port}/signal`, { ca: safe.authority ?? '' });
    client.say({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
  });

  it('leads who speaks plain http to the page that teaches trust, and gives files and certificate', async () => {
    const { port, safe } = await start();
    expect(await askPlainly(port, '/')).toMatch(/^HTTP\/1.1 302 [\s\S]*location: \/trust\/\r/);
    expect(await askPlainly(port, '/join/?x=1')).toContain('location: /trust/?to=%2Fjoin%2F\r');
    expect(await askPlainly(port, '/lan')).toContain(`https://kitchen.local:${port}`);
    expect(await askPlainly(port, '/book/')).toContain('location: /trust/?to=%2Fbook%2F\r');
    expect(await askPlainly(port, '/book/?plain')).toContain('404');
    expect(await askPlainly(port, '/icon.svg')).toContain('<svg/>');
    expect(await askPlainly(port, '/healthz')).toContain('access-control-allow-origin: *');
    const given = await fetch(`http://127.0.0.1:${port}/wespend-authority.crt`);
    expect(given.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    expect(new X509Certificate(new Uint8Array(await given.arrayBuffer())).fingerprint256).toBe(
      new X509Certificate(safe.authority ?? '').fingerprint256,
    );
  });

  it('leaves this very computer what it has under localhost', async () => {
    const { port } = await start();
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect(await askPlainly(port, '/', host)).toContain('<p>home</p>');
    expect(await askPlainly(port, '/', `localhost.evil.example:${port}`)).toContain('302');
  });

  it('sends everybody to https at once where the certificate was brought', async () => {
    const { port } = await start(null);
    expect(await askPlainly(port, '/join/?x=1')).toContain(
      `location: https://kitchen.local:${port}/join/?x=1\r`,
    );
    expect(await askPlainly(port, '/wespend-authority.crt')).toContain('404');
  });

  it('closes with connections open that never said a word', async () => {
    const { port, close } = await start();
    const silent = connect(port, '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    const closed = new Promise((resolve) => silent.once('close', resolve));
    silent.on('error', () => undefined);
    await close();
    await closed;
  });
});
