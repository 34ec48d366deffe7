/**
 * What the relay may be told on the command line or by the environment, and what is wrong with it in one line.
 * It does not know what the relay does with it.
 */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly data: string;
  /** false: signaling only, nothing is kept. */
  readonly store: boolean;
  /** Where https comes from; null: plain http alone. */
  readonly https: HttpsOption | null;
}

/** A certificate of our own authority, or the paths of one that somebody brings. */
export type HttpsOption =
  | { readonly kind: 'own' }
  | { readonly kind: 'brought'; readonly certificate: string; readonly key: string };

export type OptionsOutcome =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

type Environment = Readonly<Record<string, string | undefined>>;

export const help = (defaultData: string): string => `WeSpend: a bank book that a household shares.

Usage: npm start -- [options]

  --port NUMBER   the port to listen on (WESPEND_PORT; 3000)
  --host ADDRESS  the address to listen on (WESPEND_HOST; 0.0.0.0, every device at home can reach it)
  --data DIR      where this relay keeps its copy of the ledgers (WESPEND_DATA; ${defaultData})
  --no-store      keep nothing: only bring browsers together (WESPEND_NO_STORE=1)
  --https         https on the same port, with certificates made here (WESPEND_HTTPS=1); /trust/ explains the rest
  --tls-cert FILE --tls-key FILE
                  https with a certificate of your own (WESPEND_TLS_CERT, WESPEND_TLS_KEY)
  --help          this text
`;

const wrong = (message: string): OptionsOutcome => ({ kind: 'wrong', message });

const readPort = (text: string): number | null => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65535 ? port : null;
};

/** undefined where the text is neither. */
const readSwitch = (text: string): boolean | undefined => {
  if (['1', 'true', 'yes', 'on'].includes(text.toLowerCase())) return true;
  if (['', '0', 'false', 'no', 'off'].includes(text.toLowerCase())) return false;
  return undefined;
};

const parseArguments = (args: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'no-store': { type: 'boolean' },
        https: { type: 'boolean' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return { values };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message: message.split('. ')[0] ?? message };
  }
};

/** The message where the two files do not come together, or the switch is none. */
const readHttps = (
  values: { readonly https?: boolean; readonly 'tls-cert'?: string; readonly 'tls-key'?: string },
  env: Environment,
): HttpsOption | null | string => {
  const certificate = values['tls-cert'] ?? env.WESPEND_TLS_CERT ?? '';
  const key = values['tls-key'] ?? env.WESPEND_TLS_KEY ?? '';
  if (certificate !== '' && key !== '')
    return { kind: 'brought', certificate: resolve(certificate), key: resolve(key) };
  if (certificate !== '' || key !== '') return '--tls-cert and --tls-key go together: say both.';
  const https = values.https ?? readSwitch(env.WESPEND_HTTPS ?? '');
  if (https === undefined) return 'WESPEND_HTTPS is neither 1 nor 0.';
  return https ? { kind: 'own' } : null;
};

/** The command line counts before the environment, the environment before the default. */
export const readOptions = (
  args: readonly string[],
  env: Environment,
  defaultData: string,
): OptionsOutcome => {
  const parsed = parseArguments(args);
  if (parsed.values === undefined) return wrong(`${parsed.message}. --help lists the options.`);
  const { values } = parsed;
  if (values.help) return { kind: 'help' };
  const portText = values.port ?? (env.WESPEND_PORT || '3000');
  const port = readPort(portText);
  if (port === null) return wrong(`"${portText}" is no port: say a number from 0 to 65535.`);
  const host = values.host ?? (env.WESPEND_HOST || '0.0.0.0');
  if (host === '') return wrong('--host needs an address, such as 127.0.0.1.');
  const data = values.data ?? (env.WESPEND_DATA || defaultData);
  if (data === '') return wrong('--data needs a folder.');
  const noStore = values['no-store'] ?? readSwitch(env.WESPEND_NO_STORE ?? '');
  if (noStore === undefined) return wrong('WESPEND_NO_STORE is neither 1 nor 0.');
  const https = readHttps(values, env);
  if (typeof https === 'string') return wrong(https);
  return { kind: 'run', options: { port, host, data: resolve(data), store: !noStore, https } };
};
