/**
 * What the relay prints once it listens: where to find it, from this machine and from the next room, and where its data lies.
 * It does not know whether anybody comes.
 */

import encodeQR from 'qr';
import { lanHosts, originOf, reachableHosts } from './addresses';
import type { Options } from './options';
import { TRUST_PAGE } from './tls/plain-door';
import { fingerprintOf, type SafeAddress } from './tls/safe-address';

/** Drawn in black on white whatever the terminal's colors are, for most cameras read no inverted codes. */
const qrCode = (text: string): string => {
  const picture = encodeQR(text, 'ascii', { border: 2 });
  if (!process.stdout.isTTY) return picture;
  return picture
    .trimEnd()
    .split('\n')
    .map((line) => `\u001b[97;40m${line}\u001b[0m`)
    .join('\n');
};

const localHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

/** How a device that comes for the first time learns to trust this computer. */
const trustLines = (authority: string, plainOrigin: string): string[] => [
  '',
  'The first time, a device has to trust this computer. Open this there:',
  `  ${plainOrigin}${TRUST_PAGE}`,
  'The page shows how, and this fingerprint, if nobody has come between:',
  ...(fingerprintOf(authority).match(/.{1,48}/g) ?? []).map((part) => `  ${part}`),
];

/** Addresses that our authority cannot speak for, as those of a campus network that lie open to the internet. */
const leftOut = (all: readonly string[], hosts: readonly string[]): string[] => {
  const others = all.filter((name) => !hosts.includes(name));
  if (others.length === 0) return [];
  return ['', `No address of a home, so not under https without --tls-cert: ${others.join(', ')}`];
};

/** What is best photographed: the page that lets a new device in, which sends one that knows us on at once. */
const pictured = (best: string, port: number, safe: SafeAddress | null): string =>
  safe?.authority ? `${originOf(best, port)}${TRUST_PAGE}` : originOf(best, port, safe !== null);

export const greeting = async (
  { host, port, data, store }: Options,
  safe: SafeAddress | null,
): Promise<string> => {
  const hosts = safe === null ? lanHosts(host) : await safe.hosts();
  const lines = ['', `WeSpend is ready: ${originOf(localHost(host), port)}`];
  if (hosts.length > 0) lines.push('', 'On other devices in this network:');
  for (const name of hosts) lines.push(`  ${originOf(name, port, safe !== null)}`);
  const [best] = safe === null ? await reachableHosts(host) : hosts;
  if (safe?.authority) lines.push(...leftOut(lanHosts(host), hosts));
  if (safe?.authority && best !== undefined) lines.push(...trustLines(safe.authority, originOf(best, port)));
  if (best !== undefined) {
    const address = pictured(best, port, safe);
    lines.push('', `${qrCode(address).trimEnd()}  ${address}`);
  }
  lines.push('');
  lines.push(
    store
      ? `This relay keeps a copy of the ledgers in ${data}`
      : 'This relay keeps nothing; the ledgers are in the browsers alone (--no-store).',
  );
  lines.push('Ctrl+C ends it.');
  return lines.join('\n');
};
