/**
 * What a request over plain http gets where there is https: as little as makes the way to the safe address known.
 * It does not know the app, nor any certificate.
 */

import type { IncomingMessage } from 'node:http';

/** The page on which a device learns to trust this computer. */
export const TRUST_PAGE = '/trust/';
/** The certificate of the authority, to be downloaded there. */
export const AUTHORITY_FILE = '/wespend-authority.crt';
/** Where books that are kept under the plain address are taken along to the safe one. */
const MOVE_PAGE = '/move/';

/** What pages ask the relay itself. */
const OWN_ADDRESSES: readonly string[] = ['/healthz', '/lan'];
/** A book that was kept under the plain address before there was a safe one, opened to be taken along. */
const OLD_BOOK = '/book/?plain';

export type PlainWay =
  /** Answered as over https. */
  { readonly kind: 'open' } | { readonly kind: 'moved'; readonly to: string };

const hostOf = (request: IncomingMessage): string => (request.headers.host ?? '').toLowerCase();

/** This computer's own pages are safe without https, and what is kept under their address should stay in reach. */
const isThisComputer = (request: IncomingMessage): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(hostOf(request));

/** Files that the open pages need; pages themselves end in a slash or have no ending. */
const isFile = (path: string): boolean => /\.[a-z0-9]+$/i.test(path);

/** `teaches`: whether there is an authority that devices have to trust first. */
export const plainWay = (request: IncomingMessage, teaches: boolean): PlainWay => {
  const url = request.url ?? '/';
  const path = url.split('?', 1)[0] ?? '/';
  if (isThisComputer(request) || isFile(path) || OWN_ADDRESSES.includes(path)) return { kind: 'open' };
  if (path === MOVE_PAGE || url === OLD_BOOK || (teaches && path === TRUST_PAGE)) return { kind: 'open' };
  if (!teaches) return { kind: 'moved', to: `https://${hostOf(request)}${url}` };
  // What stands behind the # stays with the browser, which takes it along.
  return { kind: 'moved', to: path === '/' ? TRUST_PAGE : `${TRUST_PAGE}?to=${encodeURIComponent(path)}` };
};
