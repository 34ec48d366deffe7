/**
 * What the relay prints once it listens: where to find it, from this machine and from the next room, and where its data lies.
 * It does not know whether anybody comes.
 */

import encodeQR from 'qr';
import { lanHosts, originOf, reachableHosts } from './addresses';
import type { Options } from './options';

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

export const greeting = async ({ host, port, data, store }: Options): Promise<string> => {
  const hosts = lanHosts(host);
  const lines = ['', `WeSpend is ready: ${originOf(localHost(host), port)}`];
  if (hosts.length > 0) lines.push('', 'On other devices in this network:');
  for (const name of hosts) lines.push(`  ${originOf(name, port)}`);
  const [best] = await reachableHosts(host);
  if (best !== undefined)
    lines.push('', `${qrCode(originOf(best, port)).trimEnd()}  ${originOf(best, port)}`);
  lines.push('');
  lines.push(
    store
      ? `This relay keeps a copy of the ledgers in ${data}`
      : 'This relay keeps nothing; the ledgers are in the browsers alone (--no-store).',
  );
  lines.push('Ctrl+C ends it.');
  return lines.join('\n');
};
