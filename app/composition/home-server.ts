/** What this device and the home server say of the safe address: whether it is trusted here, and what has to be for that. */

import { sha256 } from '@noble/hashes/sha2.js';

/** As in server-optional/tls/plain-door.ts. */
export const AUTHORITY_FILE = '/wespend-authority.crt';
export const TRUST_PAGE = '/trust/';

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

/** Whether a device that comes for the first time has to trust the home server before it can follow an invite. */
export const hasToBeTrusted = async (): Promise<boolean> => {
  try {
    const response = await fetch('/lan', { cache: 'no-store' });
    return response.ok && ((await response.json()) as { trust?: unknown }).trust === true;
  } catch (error) {
    console.info(`The home server does not say whether it has to be trusted: ${error}`);
    return false;
  }
};
