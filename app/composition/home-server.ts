/** What the home server that served this page says of itself, and whether its safe address is trusted on this device. */

import { sha256 } from '@noble/hashes/sha2.js';
import { describeFailure } from '@/lib/ledger/browser-store';

/** As in server-optional/tls/plain-door.ts. */
export const AUTHORITY_FILE = '/wespend-authority.crt';
export const TRUST_PAGE = '/trust/';

export interface HomeServer {
  /** Under which it can be reached, best first; empty where it tells none. */
  readonly origins: readonly string[];
  /** A device that comes for the first time has to trust it before it can follow an invite. */
  readonly trust: boolean;
}

/** As one that tells nothing, where there is none. */
export const askHomeServer = async (): Promise<HomeServer> => {
  try {
    const response = await fetch('/lan', { cache: 'no-store' });
    const told: unknown = response.ok ? await response.json() : null;
    const { origins, trust } = (told ?? {}) as { readonly origins?: unknown; readonly trust?: unknown };
    return {
      origins: Array.isArray(origins) ? origins.filter((origin) => typeof origin === 'string') : [],
      trust: trust === true,
    };
  } catch (error) {
    console.info(`Nobody told the addresses of this place: ${describeFailure(error)}`);
    return { origins: [], trust: false };
  }
};

/** Whether this browser takes the safe address as it is. */
export const isTrusted = async (): Promise<boolean> => {
  try {
    return (await fetch(`https://${location.host}/healthz`, { cache: 'no-store' })).ok;
  } catch {
    return false; // a browser says no more about a certificate that it does not take
  }
};

/** SHA-256 of the certificate that is offered here, as the terminal prints it; null where there is none. */
export const offeredFingerprint = async (): Promise<string | null> => {
  try {
    const response = await fetch(AUTHORITY_FILE, { cache: 'no-store' });
    if (!response.ok || !response.headers.get('content-type')?.includes('x509')) return null;
    const bytes = sha256(new Uint8Array(await response.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
  } catch (error) {
    console.info(`No certificate could be had: ${error}`);
    return null;
  }
};
