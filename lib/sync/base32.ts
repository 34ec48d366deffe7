/**
 * Bytes as lower-case letters that survive mails, QR codes and being read aloud: RFC 4648 base32 without padding.
 * It does not know what the bytes are.
 */

export const BASE32_LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

export const toBase32 = (bytes: Uint8Array): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += BASE32_LETTERS.charAt((held >>> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32_LETTERS.charAt((held << (5 - bits)) & 31) : text;
};

/** null for a letter that is none of ours, or for trailing bits that `toBase32` would not have written. */
export const fromBase32 = (text: string): Uint8Array | null => {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = BASE32_LETTERS.indexOf(letter);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = held >>> bits;
    held &= (1 << bits) - 1;
  }
  return bits < 5 && held === 0 ? bytes : null;
};
