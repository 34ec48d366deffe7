/**
 * What the relay needs to be reached over https: its certificate now, under which names, and when there is a new one.
 * It does not know the sockets that it is used on.
 */

import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { belongTogether, type Certified, issue } from './certificates';
import { isHomeName } from './home-names';

export interface SafeAddress {
  /** What is served with now; the same object until there is a new one. */
  current(): Certified;
  /** Makes or reads a new certificate where one is due. Rejects where it cannot. */
  refresh(): Promise<void>;
  /** Names and addresses under which browsers that trust the certificate take it, best first. */
  hosts(): Promise<readonly string[]>;
  /** What has to be trusted by hand, as PEM; null where browsers know the certificate's authority already. */
  readonly authority: string | null;
}

const MONTH_MS = 30 * 86_400_000;

const isDue = ({ certificate }: Certified, now: number): boolean =>
  Date.parse(new X509Certificate(certificate).validTo) - now < MONTH_MS;

const loopback = ['localhost', '127.0.0.1', '::1'];

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

export interface HomeAddressNeeds {
  readonly authority: Certified;
  /** What this computer is called in its network; it changes as it moves from one to another. */
  readonly names: () => readonly string[];
  /** The same, best first for an invite. */
  readonly reachable: () => Promise<readonly string[]>;
  readonly now: () => number;
}

/** Certificates of our own authority, made anew when the addresses change and a month before the end. */
export const createHomeAddress = ({ authority, names, reachable, now }: HomeAddressNeeds): SafeAddress => {
  const wanted = (): readonly string[] => [
    ...new Set([...names().map(bare).filter(isHomeName), ...loopback]),
  ];
  let hosts = wanted();
  let certified = issue(authority, hosts, now());
  return {
    current: () => certified,
    refresh: async () => {
      const changed = wanted();
      if (changed.join() === hosts.join() && !isDue(certified, now())) return;
      hosts = changed;
      certified = issue(authority, hosts, now());
    },
    hosts: async () => (await reachable()).filter((host) => isHomeName(bare(host))),
    authority: authority.certificate,
  };
};

const namesIn = (certificate: string): readonly string[] =>
  (new X509Certificate(certificate).subjectAltName ?? '')
    .split(', ')
    .map((part) => part.replace(/^(DNS|IP Address):/, ''))
    .filter((name) => name !== '' && !name.includes('*') && !loopback.includes(name));

/** A certificate that somebody brings, read again when its files have changed. */
export const openBroughtAddress = async (certificate: string, key: string): Promise<SafeAddress> => {
  const read = async (): Promise<Certified> => {
    const found = {
      certificate: await readFile(certificate, 'utf8'),
      key: await readFile(key, 'utf8'),
    };
    if (!belongTogether(found)) throw new Error(`${key} is not the key of ${certificate}`);
    return found;
  };
  let certified = await read();
  return {
    current: () => certified,
    refresh: async () => {
      const found = await read();
      if (found.certificate !== certified.certificate || found.key !== certified.key) certified = found;
    },
    hosts: async () => namesIn(certified.certificate),
    authority: null,
  };
};

/** As people compare it: pairs of letters in the order in which every system shows them. */
export const fingerprintOf = (certificate: string): string => new X509Certificate(certificate).fingerprint256;
