/**
 * Which names and addresses are a home's own: nobody on the internet can be reached by them, so nobody is harmed by a
 * certificate for them. It does not know how certificates are made.
 */

import { BlockList, isIP } from 'node:net';

/** Each with everything below it: `local` is kitchen.local, too. */
export const HOME_DOMAINS = ['localhost', 'local', 'home.arpa', 'internal'] as const;

/** Loopback, private, link-local and shared addresses, with the length of what they have in common. */
export const HOME_NETWORKS = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const;

const networks = new BlockList();
for (const [address, bits] of HOME_NETWORKS)
  networks.addSubnet(address, bits, address.includes(':') ? 'ipv6' : 'ipv4');

export const isHomeName = (host: string): boolean => {
  const family = isIP(host);
  if (family !== 0) return networks.check(host, family === 6 ? 'ipv6' : 'ipv4');
  return HOME_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
};
