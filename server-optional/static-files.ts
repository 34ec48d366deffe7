/**
 * Serves the built app from a folder: types, caching, compression and a strict content policy.
 * It does not know what the files are for, nor the sockets beside them.
 */

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { contentPolicy } from './content-policy';
import type { App } from './relay';
import { refuseUpgrade } from './upgrades';

const compress = promisify(gzip);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const compressible = new Set(
  Object.keys(types).filter((ending) => /text|json|javascript|xml/.test(types[ending] ?? '')),
);

const TRUST_FILE = join('trust', 'index.html');

/** Below this, compressing costs more than it saves. */
const WORTH_COMPRESSING = 1024;

interface StaticFile {
  readonly changed: number;
  readonly plain: Buffer;
  readonly gzipped: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a path of the address bar means: a file to send, a better address, or nothing. */
type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'none' };

const modified = async (path: string): Promise<{ time: number; folder: boolean } | null> => {
  try {
    const found = await stat(path);
    return { time: found.mtimeMs, folder: found.isDirectory() };
  } catch {
    return null;
  }
};

/** The path without its query, decoded; null for one that cannot be meant honestly (dot files, escapes, NUL). */
const cleanPath = (url: string): string | null => {
  const raw = url.split(/[?#]/, 1)[0] ?? '/';
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return null;
  }
  if (!path.startsWith('/') || /[\0\\]/.test(path)) return null;
  return path.split('/').some((part) => part.startsWith('.')) ? null : path;
};

const load = async (path: string, changed: number): Promise<StaticFile> => {
  const plain = await readFile(path);
  const ending = extname(path);
  const headers: Record<string, string> = {
    'content-type': types[ending] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    // What Next puts under _next/static has its hash in its name, so it never changes.
    'cache-control': path.includes(`${sep}_next${sep}static${sep}`)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    vary: 'accept-encoding',
  };
  if (ending === '.html')
    headers['content-security-policy'] = contentPolicy(
      plain.toString('utf8'),
      // From plain http this page asks whether https works; not every browser counts that as 'self'.
      path.endsWith(TRUST_FILE) ? 'https:' : '',
    );
  const worth = compressible.has(ending) && plain.length >= WORTH_COMPRESSING;
  return { changed, plain, gzipped: worth ? await compress(plain, { level: 9 }) : null, headers };
};

const send = (request: IncomingMessage, response: ServerResponse, status: number, file: StaticFile): void => {
  if (status === 200 && request.headers['if-none-match'] === file.headers.etag) {
    response.writeHead(304, file.headers).end();
    return;
  }
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? file.gzipped : null;
  const body = zipped ?? file.plain;
  response.writeHead(status, {
    ...file.headers,
    ...(zipped === null ? {} : { 'content-encoding': 'gzip' }),
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
};

const sendText = (response: ServerResponse, status: number, text: string, more = {}): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...more });
  response.end(text);
};

/** `folder` is what `next build` exported. Files are read when first asked for, and again when they have changed. */
export const createStaticFiles = (folder: string): App => {
  const files = new Map<string, StaticFile>();

  const fileAt = async (path: string): Promise<StaticFile | null> => {
    const found = await modified(path);
    if (found === null || found.folder) return null;
    const known = files.get(path);
    if (known !== undefined && known.changed === found.time) return known;
    const file = await load(path, found.time);
    files.set(path, file);
    return file;
  };

  const targetOf = async (url: string): Promise<Target> => {
    const path = cleanPath(url);
    if (path === null) return { kind: 'none' };
    const place = normalize(join(folder, path));
    if (path.endsWith('/')) return { kind: 'file', path: join(place, 'index.html') };
    const found = await modified(place);
    if (found === null || !found.folder) return { kind: 'file', path: place };
    const query = url.indexOf('?') < 0 ? '' : url.slice(url.indexOf('?'));
    // One slash in front alone: "//host" would lead to another site.
    return { kind: 'moved', to: `${encodeURI(path).replace(/^\/+/, '/')}/${query}` };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendText(response, 405, 'Only GET and HEAD.\n', { allow: 'GET, HEAD' });
      return;
    }
    const target = await targetOf(request.url ?? '/');
    if (target.kind === 'moved') {
      sendText(response, 308, '', { location: target.to });
      return;
    }
    const file = target.kind === 'file' ? await fileAt(target.path) : null;
    if (file !== null) {
      send(request, response, 200, file);
      return;
    }
    const missing = await fileAt(join(folder, '404.html'));
    if (missing === null) sendText(response, 404, 'There is no such page.\n');
    else send(request, response, 404, missing);
  };

  return { answer, upgrade: refuseUpgrade };
};
