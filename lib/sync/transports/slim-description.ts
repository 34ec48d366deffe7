/**
 * An offer or answer for one data channel in some hundred bytes, so that people can pass it on as a short text or picture.
 * It does not know who passes it on, nor how it is sealed.
 *
 * Kept are the credentials, the fingerprint, the role and the addresses over UDP. All else that browsers write is the same
 * for every data channel, or theirs to choose again: the priorities of addresses are made anew from their order.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Description } from '../signaling';

/** More addresses than this make the text longer and the connection no likelier. */
const ADDRESSES = 10;
const FINGERPRINT_BYTES = 32;
const UUID_BYTES = 16;

type Kind = 'host' | 'srflx' | 'relay';
const kinds: readonly Kind[] = ['host', 'srflx', 'relay'];
/** As RFC 8445 recommends: direct before reflected before relayed. */
const preference: Readonly<Record<Kind, number>> = { host: 126, srflx: 100, relay: 0 };

interface Address {
  readonly kind: Kind;
  readonly host: string;
  readonly port: number;
}

interface Slim {
  readonly type: Description['type'];
  readonly ufrag: string;
  readonly password: string;
  readonly fingerprint: Uint8Array;
  readonly addresses: readonly Address[];
}

const hexOf = (bytes: Uint8Array, between = ''): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(between);

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));

const readAddress = (line: string): (Address & { readonly priority: number }) | null => {
  const [, , protocol, priority, host = '', port, , kind] = line.split(' ');
  const known = kinds.find((one) => one === kind);
  if (protocol?.toLowerCase() !== 'udp' || known === undefined) return null;
  return { kind: known, host, port: Number(port), priority: Number(priority) };
};

const addressesIn = (lines: readonly string[]): readonly Address[] =>
  lines
    .filter((line) => line.startsWith('a=candidate:'))
    .map(readAddress)
    .filter((address) => address !== null)
    .sort((one, other) => other.priority - one.priority)
    .slice(0, ADDRESSES);

const slimOf = ({ type, sdp }: Description): Slim | null => {
  const lines = sdp.split(/\r?\n/);
  const attribute = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3);
  const [ufrag, password] = [attribute('ice-ufrag'), attribute('ice-pwd')];
  const [hash, digits = ''] = attribute('fingerprint')?.split(' ') ?? [];
  const fingerprint = fromHex(digits);
  if (ufrag === undefined || password === undefined || hash?.toLowerCase() !== 'sha-256') return null;
  if (fingerprint.length !== FINGERPRINT_BYTES) return null;
  return { type, ufrag, password, fingerprint, addresses: addressesIn(lines) };
};

/** How a host is written: 0 as text, 1 as the four bytes of IPv4, 2 as the UUID of a name that hides an address. */
const writeHost = (encoder: encoding.Encoder, kind: Kind, host: string): void => {
  const ipv4 = /^\d+\.\d+\.\d+\.\d+$/.test(host);
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.local$/.test(host);
  encoding.writeUint8(encoder, kinds.indexOf(kind) * 4 + (ipv4 ? 1 : uuid ? 2 : 0));
  if (ipv4) encoding.writeUint8Array(encoder, Uint8Array.from(host.split('.'), Number));
  else if (uuid) encoding.writeUint8Array(encoder, fromHex(host.replace('.local', '').replaceAll('-', '')));
  else encoding.writeVarString(encoder, host);
};

const readHost = (decoder: decoding.Decoder, form: number): string => {
  if (form === 0) return decoding.readVarString(decoder);
  if (form === 1) return decoding.readUint8Array(decoder, 4).join('.');
  const digits = hexOf(decoding.readUint8Array(decoder, UUID_BYTES));
  return `${digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}.local`;
};

const write = (encoder: encoding.Encoder, slim: Slim): void => {
  encoding.writeUint8(encoder, slim.type === 'offer' ? 0 : 1);
  encoding.writeVarString(encoder, slim.ufrag);
  encoding.writeVarString(encoder, slim.password);
  encoding.writeUint8Array(encoder, slim.fingerprint);
  encoding.writeVarUint(encoder, slim.addresses.length);
  for (const { kind, host, port } of slim.addresses) {
    writeHost(encoder, kind, host);
    encoding.writeUint16(encoder, port);
  }
};

const readKindAndHost = (decoder: decoding.Decoder): Omit<Address, 'port'> => {
  const form = decoding.readUint8(decoder);
  return { kind: kinds[form >> 2] ?? 'host', host: readHost(decoder, form & 3) };
};

const read = (decoder: decoding.Decoder): Slim => ({
  type: decoding.readUint8(decoder) === 0 ? 'offer' : 'answer',
  ufrag: decoding.readVarString(decoder),
  password: decoding.readVarString(decoder),
  fingerprint: decoding.readUint8Array(decoder, FINGERPRINT_BYTES),
  addresses: Array.from({ length: Math.min(ADDRESSES, decoding.readVarUint(decoder)) }, () => ({
    ...readKindAndHost(decoder),
    port: decoding.readUint16(decoder),
  })),
});

const candidateLine = ({ kind, host, port }: Address, index: number): string => {
  const priority = preference[kind] * 2 ** 24 + (65_535 - index) * 256 + 255;
  const related = kind === 'host' ? '' : ' raddr 0.0.0.0 rport 0';
  return `a=candidate:${index + 1} 1 udp ${priority} ${host} ${port} typ ${kind}${related}`;
};

const sdpOf = (slim: Slim): string =>
  [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    ...slim.addresses.map(candidateLine),
    'a=end-of-candidates',
    `a=ice-ufrag:${slim.ufrag}`,
    `a=ice-pwd:${slim.password}`,
    `a=fingerprint:sha-256 ${hexOf(slim.fingerprint, ':').toUpperCase()}`,
    // Who answers begins the handshake, as every browser has it.
    `a=setup:${slim.type === 'offer' ? 'actpass' : 'active'}`,
    'a=mid:0',
    'a=sctp-port:5000',
    'a=max-message-size:262144',
    '',
  ].join('\r\n');

/** null for a description that is not that of one data channel, or names no address. */
export const slimDescription = (description: Description): Uint8Array | null => {
  const slim = slimOf(description);
  if (slim === null || slim.addresses.length === 0) return null;
  return encoding.encode((encoder) => write(encoder, slim));
};

/** Reads what `slimDescription` wrote; throws for what it cannot have written. */
export const readSlimDescription = (bytes: Uint8Array): Description => {
  const decoder = decoding.createDecoder(bytes);
  const slim = read(decoder);
  if (decoder.pos !== bytes.length) throw new RangeError('a description that is too short or too long');
  return { type: slim.type, sdp: sdpOf(slim) };
};
