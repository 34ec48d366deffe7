/**
 * Under which names and addresses this machine can be reached from the local network, best first.
 * It does not know who listens there.
 */

import { lookup } from 'node:dns/promises';
import { hostname, networkInterfaces } from 'node:os';

/** How long to wait for the network to say whether it knows our name. */
const LOOKUP_PATIENCE = 300;

/** Home networks first; 172.x is mostly a virtual machine's or container's own net. */
const rank = (address: string): number => {
  if (address.startsWith('192.168.')) return 0;
  if (address.startsWith('10.')) return 1;
  if (address.startsWith('172.')) return 3;
  return 2;
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** Without IPv6, whose addresses change daily and need brackets; every device at home has IPv4. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address)
    .sort((a, b) => rank(a) - rank(b));

/** The name that multicast DNS gives this machine: it stays when the router hands out another address. */
export const localName = (): string | null => {
  const name = hostname().toLowerCase().split('.')[0] ?? '';
  return name === '' || name === 'localhost' ? null : `${name}.local`;
};

/** Hosts for links, `hostname.local` first; empty when only this machine can reach the relay. */
export const lanHosts = (host: string): string[] => {
  if (isLoopback(host)) return [];
  if (!isEverywhere(host)) return [host.includes(':') ? `[${host}]` : host];
  const addresses = ownAddresses();
  const name = localName();
  return name === null || addresses.length === 0 ? addresses : [name, ...addresses];
};

/** Whether this machine itself finds the name; where it does not, other devices mostly do not either. */
const isKnown = async (name: string): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, LOOKUP_PATIENCE, false);
  });
  const found = lookup(name).then(
    () => true,
    () => false,
  );
  const known = await Promise.race([found, late]);
  clearTimeout(timer);
  return known;
};

/** As `lanHosts`, but a name that the network does not know comes last: what is first goes into invites. */
export const reachableHosts = async (host: string): Promise<string[]> => {
  const [name, ...addresses] = lanHosts(host);
  if (name === undefined) return [];
  if (!name.endsWith('.local') || (await isKnown(name))) return [name, ...addresses];
  return [...addresses, name];
};

/** Such as http://192.168.1.20:3000, with no slash at its end. */
export const originOf = (host: string, port: number, safe = false): string =>
  `${safe ? 'https' : 'http'}://${host}${port === (safe ? 443 : 80) ? '' : `:${port}`}`;
