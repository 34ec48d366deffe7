/**
 * Seals what peers tell each other over a signaling path, byte for byte as y-webrtc's password option does.
 * It does not know what is sealed, nor which path carries it.
 *
 * Bytes: varstring "AES-GCM", varbytes nonce (12), varbytes AES-256-GCM cipher text with its tag, all in base64. The key is
 * PBKDF2-SHA256 of the password, 100,000 rounds, the topic as salt. The sealed value is lib0's `any` encoding.
 * A sealed message can be played again by whoever saw it: what follows from one must be harmless the second time.
 */

import * as buffer from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { RandomBytes } from './invite';
import { type DeriveKey, KEY_BYTES, KEY_ROUNDS } from './sealing-key';

const ALGORITHM = 'AES-GCM';
const NONCE_BYTES = 12;

type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealer {
  /** The text to publish. */
  seal(value: encoding.AnyEncodable): Promise<string>;
  /** What was sealed, or null if it was not sealed with our key: a stranger's, or damaged. Never rejects. */
  open(sealed: string): Promise<unknown>;
}

export interface SealerSetup {
  readonly password: string;
  readonly topic: string;
  readonly randomBytes: RandomBytes;
  /** `crypto.subtle`; undefined on pages that are no secure context, where the same is computed in JavaScript. */
  readonly subtle: SubtleCrypto | undefined;
  /** Computes the key there. */
  readonly deriveKey: DeriveKey;
}

interface Cipher {
  encrypt(nonce: Bytes, plain: Bytes): Promise<Uint8Array>;
  decrypt(nonce: Bytes, cipher: Bytes): Promise<Uint8Array>;
}

const browserCipher = async (subtle: SubtleCrypto, password: Bytes, salt: Bytes): Promise<Cipher> => {
  const material = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', salt, iterations: KEY_ROUNDS, hash: 'SHA-256' };
  const kind = { name: ALGORITHM, length: KEY_BYTES * 8 };
  const key = await subtle.deriveKey(derivation, material, kind, false, ['encrypt', 'decrypt']);
  return {
    encrypt: async (iv, plain) => new Uint8Array(await subtle.encrypt({ name: ALGORITHM, iv }, key, plain)),
    decrypt: async (iv, cipher) => new Uint8Array(await subtle.decrypt({ name: ALGORITHM, iv }, key, cipher)),
  };
};

/** Fetched where it is needed alone: most who open a book over https never do. */
const scriptCipher = async (derived: Promise<Uint8Array>): Promise<Cipher> => {
  const [key, { gcm }] = await Promise.all([derived, import('@noble/ciphers/aes.js')]);
  return {
    encrypt: async (nonce, plain) => gcm(key, nonce).encrypt(plain),
    decrypt: async (nonce, cipher) => gcm(key, nonce).decrypt(cipher),
  };
};

/** The key is derived at once, in the background. */
export const createSealer = ({ password, topic, randomBytes, subtle, deriveKey }: SealerSetup): Sealer => {
  const text = new TextEncoder();
  const secret = text.encode(password);
  const salt = text.encode(topic);
  const cipher = subtle ? browserCipher(subtle, secret, salt) : scriptCipher(deriveKey(secret, salt));

  const seal = async (value: encoding.AnyEncodable): Promise<string> => {
    const nonce = randomBytes(new Uint8Array(NONCE_BYTES));
    const plain = encoding.encode((encoder) => encoding.writeAny(encoder, value));
    const sealed = await (await cipher).encrypt(nonce, plain as Bytes);
    const bytes = encoding.encode((encoder) => {
      encoding.writeVarString(encoder, ALGORITHM);
      encoding.writeVarUint8Array(encoder, nonce);
      encoding.writeVarUint8Array(encoder, sealed);
    });
    return buffer.toBase64(bytes);
  };

  const open = async (sealed: string): Promise<unknown> => {
    try {
      const decoder = decoding.createDecoder(buffer.fromBase64(sealed));
      if (decoding.readVarString(decoder) !== ALGORITHM) return null;
      const nonce = decoding.readVarUint8Array(decoder).slice();
      const plain = await (await cipher).decrypt(nonce, decoding.readVarUint8Array(decoder).slice());
      return decoding.readAny(decoding.createDecoder(plain));
    } catch {
      return null; // whatever the way it failed, all there is to say is that it was not sealed by us
    }
  };

  return { seal, open };
};
