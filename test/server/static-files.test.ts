import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStaticFiles } from '@/server-optional/static-files';
import { startRelay, temporaryFolder } from './support/relay';

const script = 'console.log("of the page");';
let http: string;
let folder: string;

beforeEach(async () => {
  const parent = await temporaryFolder();
  folder = join(parent, 'out');
  await mkdir(join(folder, '_next/static'), { recursive: true });
  await mkdir(join(folder, 'book'));
  await writeFile(join(parent, 'secret.txt'), 'not for you');
  await writeFile(join(folder, '.fingerprint'), 'not for you');
  await writeFile(
    join(folder, 'index.html'),
    `<p>home</p><script>${script}</script><script src="/a.js"></script>`,
  );
  await writeFile(join(folder, 'book/index.html'), '<p>book</p>');
  await writeFile(join(folder, '404.html'), '<p>nothing here</p>');
  await writeFile(join(folder, '_next/static/a1b2.js'), `// ${'code '.repeat(1000)}`);
  await writeFile(join(folder, 'picture.png'), new Uint8Array(3000));
  ({ http } = await startRelay({ app: createStaticFiles(folder) }));
});

/** As `fetch`, but with the path sent exactly as it is written. */
const rawStatus = (path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(http);
    const asked = request({ hostname, port, path }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });

describe('the files of the app', () => {
  it('are pages under the addresses of their folders', async () => {
    expect(await (await fetch(`${http}/`)).text()).toContain('home');
    expect(await (await fetch(`${http}/book/?account=1`)).text()).toBe('<p>book</p>');
    const moved = await fetch(`${http}/book?account=1`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/book/?account=1']);
  });

  it('are kept by the browser for ever where the name has a hash, and asked for again elsewhere', async () => {
    const hashed = await fetch(`${http}/_next/static/a1b2.js`);
    expect(hashed.headers.get('cache-control')).toContain('immutable');
    expect(hashed.headers.get('content-type')).toContain('text/javascript');
    const page = await fetch(`${http}/`);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(`${http}/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('let the app be installed, and its worker be looked for anew each time', async () => {
    await writeFile(join(folder, 'manifest.webmanifest'), '{}');
    await writeFile(join(folder, 'service-worker.js'), '// works');
    const manifest = await fetch(`${http}/manifest.webmanifest`);
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
    const worker = await fetch(`${http}/service-worker.js`);
    expect(worker.headers.get('content-type')).toContain('text/javascript');
    for (const { headers } of [manifest, worker]) expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('are read again when they have changed', async () => {
    await (await fetch(`${http}/book/`)).text();
    await writeFile(join(folder, 'book/index.html'), '<p>book, second edition</p>');
    expect(await (await fetch(`${http}/book/`)).text()).toContain('second edition');
  });

  it('are compressed where that helps', async () => {
    const zipped = await fetch(`${http}/_next/static/a1b2.js`);
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped.text()).toContain('code code');
    const plain = await fetch(`${http}/_next/static/a1b2.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const picture = await fetch(`${http}/picture.png`);
    expect([picture.headers.get('content-encoding'), picture.headers.get('content-type')]).toEqual([
      null,
      'image/png',
    ]);
  });

  it('run only the inline scripts that they were built with, and load nothing from elsewhere', async () => {
    const { headers } = await fetch(`${http}/`);
    const policy = headers.get('content-security-policy') ?? '';
    const hash = Buffer.from(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script)),
    ).toString('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('are answered with the page of what is not there', async () => {
    const missing = await fetch(`${http}/nowhere/`);
    expect([missing.status, await missing.text()]).toEqual([404, '<p>nothing here</p>']);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/book/../../secret.txt',
    '/..%5csecret.txt',
    '/.fingerprint',
    '/%00',
    '/%',
    '//../secret.txt',
  ])('end at their folder: %s', async (path) => {
    const { status, body } = await rawStatus(path);
    expect(status).toBe(404);
    expect(body).not.toContain('not for you');
  });

  it('never lead to another site', async () => {
    await mkdir(join(folder, 'evil.example'));
    const moved = await fetch(`${http}//evil.example`, { redirect: 'manual' });
    expect(moved.headers.get('location')).toBe('/evil.example/');
  });

  it('can only be read', async () => {
    expect((await fetch(`${http}/`, { method: 'POST', body: 'x' })).status).toBe(405);
    const head = await fetch(`${http}/`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
