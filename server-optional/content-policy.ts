/**
 * The content security policy of one page: nothing from elsewhere, and of inline scripts only those it was built with.
 * It does not know how the page is served.
 */

import { createHash } from 'node:crypto';

const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes, body]) => !/\bsrc=/i.test(attributes ?? '') && body !== '')
    .map(([, , body]) => body ?? '');

const hashOf = (script: string): string =>
  `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`;

/**
 * Styles may be inline, because components position themselves with them. Sockets may lead anywhere, because a ledger
 * may use a relay that is not the one that served the page; `alsoConnects` is what a page asks beyond that. `frame-ancestors 'self'` keeps other sites from framing it.
 */
export const contentPolicy = (html: string, alsoConnects = ''): string =>
  [
    "default-src 'self'",
    `script-src 'self' ${[...new Set(inlineScripts(html).map(hashOf))].join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ws: wss: ${alsoConnects}`.trim(),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
