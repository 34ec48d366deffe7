/** Under which addresses this app can be reached, and whether there is a reason to go to another. */

import { askHomeServer } from './home-server';

/** An address that only this very device knows. */
const isLocal = (origin: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);

/** For other devices, best first: the page's own, and what the relay tells; none without https where there is one with it. */
export const addressesForOthers = async (): Promise<readonly string[]> => {
  const all = [location.origin, ...(await askHomeServer()).origins].filter((origin) => !isLocal(origin));
  const safe = all.filter((origin) => origin.startsWith('https:'));
  return [...new Set(safe.length > 0 ? safe : all)];
};

/** Where else than here this very app may be reached, the safe addresses first. */
export const otherAddresses = async (): Promise<readonly string[]> => {
  const { origins } = await askHomeServer();
  const told = origins.filter((origin) => origin !== location.origin && !isLocal(origin));
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
  const { origins: told } = await askHomeServer();
  if (told.some((origin) => origin.startsWith('https:'))) return 'safer';
  const changed = told.length > 0 && !told.includes(location.origin) && isNumbered(location.hostname);
  return changed ? 'changed' : null;
};
