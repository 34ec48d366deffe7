/** Under which addresses this app can be reached, as the relay that served the page tells. */

import { describeFailure } from '@/lib/ledger/browser-store';

/** Empty where there is no relay, or it tells nothing. */
const askAddresses = async (): Promise<readonly string[]> => {
  try {
    const response = await fetch('/lan', { cache: 'no-store' });
    const told: unknown = response.ok ? await response.json() : null;
    const origins = (told as { origins?: unknown } | null)?.origins;
    return Array.isArray(origins) ? origins.filter((origin) => typeof origin === 'string') : [];
  } catch (error) {
    console.info(`Nobody told the addresses of this place: ${describeFailure(error)}`);
    return [];
  }
};

/** An address that only this very device knows. */
const isLocal = (origin: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);

/** For other devices, best first: the page's own, and what the relay tells; none without https where there is one with it. */
export const addressesForOthers = async (): Promise<readonly string[]> => {
  const all = [location.origin, ...(await askAddresses())].filter((origin) => !isLocal(origin));
  const safe = all.filter((origin) => origin.startsWith('https:'));
  return [...new Set(safe.length > 0 ? safe : all)];
};

/** Where else than here this very app may be reached, the safe addresses first. */
export const otherAddresses = async (): Promise<readonly string[]> => {
  const told = (await askAddresses()).filter((origin) => origin !== location.origin && !isLocal(origin));
  const safe = told.filter((origin) => origin.startsWith('https:'));
  return [...new Set([...safe, ...told])];
};

const isNumbered = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host);

/**
 * Why somebody who has books here should think of moving: the home server speaks https as well, or it has other addresses
 * than the one in numbers that this page came from. null: there is no reason.
 */
export const reasonToMove = async (): Promise<'safer' | 'changed' | null> => {
  if (location.protocol === 'https:' || isLocal(location.origin)) return null;
  const told = await askAddresses();
  if (told.some((origin) => origin.startsWith('https:'))) return 'safer';
  const changed = told.length > 0 && !told.includes(location.origin) && isNumbered(location.hostname);
  return changed ? 'changed' : null;
};
