/**
 * The authority of this computer on its disk: made once, and found again at every start.
 * It does not know what it signs.
 */

import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { belongTogether, type Certified, makeAuthority } from './certificates';

export type AuthorityOutcome =
  | { readonly ok: true; readonly value: Certified }
  | { readonly ok: false; readonly message: string };

const CERTIFICATE = 'authority.crt';
const KEY = 'authority.key';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** null where it was never made. */
const readAuthority = async (folder: string): Promise<Certified | null> => {
  try {
    const [certificate, key] = await Promise.all(
      [CERTIFICATE, KEY].map((name) => readFile(join(folder, name), 'utf8')),
    );
    return { certificate: certificate ?? '', key: key ?? '' };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/** The key goes to the disk first: a certificate without one would have to be trusted in vain. */
const keepAuthority = async (folder: string, { certificate, key }: Certified): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, KEY), key, { mode: 0o600 });
  await chmod(join(folder, KEY), 0o600);
  await writeFile(join(folder, CERTIFICATE), certificate);
};

const isExpired = ({ certificate }: Certified, now: number): boolean =>
  Date.parse(new X509Certificate(certificate).validTo) < now;

/** `folder` need not be there yet. An authority whose time is over gives way to a new one. */
export const openAuthority = async (folder: string, now: number): Promise<AuthorityOutcome> => {
  try {
    const kept = await readAuthority(folder);
    if (kept !== null && !belongTogether(kept))
      return { ok: false, message: `The key in ${folder} is not that of the certificate beside it.` };
    if (kept !== null && !isExpired(kept, now)) return { ok: true, value: kept };
    const made = makeAuthority(hostname().split('.')[0] || 'this computer', now);
    await keepAuthority(folder, made);
    return { ok: true, value: made };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `The certificates in ${folder} cannot be used: ${why}` };
  }
};
