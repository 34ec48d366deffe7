/**
 * A text sealed to several devices, each of which can open it alone: one age file, in base64, for each portion of them.
 * It does not know what the text says, nor which devices are chosen.
 *
 * The stanzas are made here, as age's X25519 asks for them: the library leaves them to crypto.subtle and takes its absence,
 * which is the rule on plain http, for an error.
 */

import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64, base64nopad } from '@scure/base';
import { Decrypter, Encrypter, type Identity, type Recipient, Stanza } from 'age-encryption';
import { identityBytes, recipientBytes } from './device-identity';

/** A file for so many stays below the longest text that an entry holds. */
const PORTION = 80;

const STANZA = 'X25519';
const label = new TextEncoder().encode('age-encryption.org/v1/X25519');
/** Each key wraps one file key alone. */
const nonce = new Uint8Array(12);

const wrapping = (secret: Uint8Array, share: Uint8Array, recipient: Uint8Array) => {
  const salt = new Uint8Array(64);
  salt.set(share);
  salt.set(recipient, 32);
  return chacha20poly1305(hkdf(sha256, secret, salt, label, 32), nonce);
};

const recipientFor = (recipient: Uint8Array): Recipient => ({
  wrapFileKey: (fileKey) => {
    const ephemeral = x25519.utils.randomSecretKey();
    const share = x25519.getPublicKey(ephemeral);
    const secret = x25519.getSharedSecret(ephemeral, recipient);
    const body = wrapping(secret, share, recipient).encrypt(fileKey);
    return [new Stanza([STANZA, base64nopad.encode(share)], body)];
  },
});

/** null for a stanza that is sealed to another device: its tag does not fit. */
const unwrap = (identity: Uint8Array, { args, body }: Stanza): Uint8Array | null => {
  try {
    const share = base64nopad.decode(args[1] ?? '');
    const secret = x25519.getSharedSecret(identity, share);
    return wrapping(secret, share, x25519.getPublicKey(identity)).decrypt(body);
  } catch {
    return null;
  }
};

const identityFor = (identity: Uint8Array): Identity => ({
  unwrapFileKey: (stanzas) => {
    for (const stanza of stanzas.filter(({ args }) => args[0] === STANZA)) {
      const fileKey = unwrap(identity, stanza);
      if (fileKey !== null) return fileKey;
    }
    return null;
  },
});

/** Whether something can be sealed to this. */
export const isRecipient = (text: string): boolean => recipientBytes(text) !== null;

/** Throws RangeError for what is no recipient: ask `isRecipient` first. */
export const sealTo = async (text: string, recipients: readonly string[]): Promise<readonly string[]> => {
  const files: string[] = [];
  for (let from = 0; from < recipients.length; from += PORTION) {
    const encrypter = new Encrypter();
    for (const recipient of recipients.slice(from, from + PORTION)) {
      const bytes = recipientBytes(recipient);
      if (bytes === null) throw new RangeError('not a recipient');
      encrypter.addRecipient(recipientFor(bytes));
    }
    files.push(base64.encode(await encrypter.encrypt(text)));
  }
  return files;
};

/** null if none of the files is sealed to this identity, or they are damaged. */
export const openSealed = async (files: readonly string[], identity: string): Promise<string | null> => {
  const bytes = identityBytes(identity);
  if (bytes === null) return null;
  for (const file of files) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityFor(bytes));
    try {
      return await decrypter.decrypt(base64.decode(file), 'text');
    } catch (error) {
      console.info(`A sealed text is not for this device: ${error}`);
    }
  }
  return null;
};
