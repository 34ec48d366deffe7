import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from '@/lib/sync/base32';
import {
  deriveRoomKeys,
  encodeInvite,
  isLedgerId,
  newInvite,
  type RandomBytes,
  readInvite,
} from '@/lib/sync/invite';
import { isPeerId, newPeerId } from '@/lib/sync/peer-id';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { RELAY } from '@/lib/sync/transport';
import { seededBytes } from './support/seeded-bytes';

const randomBytes: RandomBytes = seededBytes(7);
const invite = newInvite(randomBytes);
const text = encodeInvite(invite);
const kindOf = (invited: string): string => {
  const read = readInvite(invited);
  return read.ok ? 'ok' : read.error.kind;
};

describe('an invite', () => {
  it('comes back from its text, from a hash, from a whole link, and from a mail that broke it', () => {
    const ways = [text, `#${text}`, `#join=${text}`, `http://192.168.1.20:3000/#join=${text}`];
    const broken = ` ${text.slice(0, 20).toUpperCase()}\r\n  ${text.slice(20, 34)}-${text.slice(34)} `;
    for (const way of [...ways, broken]) expect(readInvite(way)).toEqual({ ok: true, value: invite });
  });

  it('is short, and made of letters that no program takes for the end of a link', () => {
    expect(text).toMatch(/^[a-z2-7]{50}$/);
  });

  it('is for a ledger id alone, which a file may not have', () => {
    expect(isLedgerId(invite.ledger)).toBe(true);
    for (const odd of ['', 'home', `${invite.ledger}a`, invite.ledger.slice(1), invite.ledger.toUpperCase()])
      expect(isLedgerId(odd)).toBe(false);
  });

  it('says of every single changed letter that it is damaged', () => {
    for (let at = 0; at < text.length; at++) {
      const other = text.charAt(at) === 'a' ? 'b' : 'a';
      expect(kindOf(text.slice(0, at) + other + text.slice(at + 1))).toBe('damaged');
    }
  });

  it('says that letters are missing, that letters are too many, and that it is none', () => {
    expect(kindOf(text.slice(0, 49))).toBe('too-short');
    expect(kindOf(text.slice(0, 8))).toBe('too-short');
    expect(kindOf(`${text}a`)).toBe('damaged');
    expect(kindOf('')).toBe('not-an-invite');
    expect(kindOf('hello')).toBe('not-an-invite');
    expect(kindOf('http://example.org/some/page.html?a=1')).toBe('not-an-invite');
  });

  it('knows an invite of a later version, whatever its length, as too new and not as damaged', async () => {
    const { sha256 } = await import('@noble/hashes/sha2.js');
    const later = new Uint8Array(44);
    later[0] = 2;
    later.set(sha256(later.subarray(0, 40)).subarray(0, 4), 40);
    expect(kindOf(toBase32(later))).toBe('too-new');
  });

  it('derives names and keys that are the same on every device, and tell nothing of each other', () => {
    const read = readInvite(text);
    expect(read.ok && deriveRoomKeys(read.value)).toEqual(deriveRoomKeys(invite));
    const { topic, password, token } = deriveRoomKeys(invite);
    expect(new Set([topic, password, token]).size).toBe(3);
    expect(topic).toMatch(/^[a-z2-7]{26}$/);
    expect(token).toMatch(/^[a-z2-7]{52}$/);
    expect(deriveRoomKeys(newInvite(randomBytes)).topic).not.toBe(topic);
    expect(text).not.toContain(topic.slice(0, 8));
  });

  it('keeps what it derives from one release to the next', () => {
    const fixed = { ledger: 'aaaqeayeaudaocaj', secret: Uint8Array.from({ length: 16 }, (_, i) => i) };
    expect(deriveRoomKeys(fixed)).toMatchInlineSnapshot(`
      {
        "nearby": "qk5sb5ewmj2sdjrh",
        "password": "4nxzf5tiarry3wznjdx25jrdszxespyhwifo5gco5jevvlfecrea",
        "token": "tcf6albgnwthsaddmirnfvc33vksupyro6mjlhyspzo5xd5rleoq",
        "topic": "nt7hp7br3jkbz63356cfzdxanq",
      }
    `);
    expect(encodeInvite(fixed)).toMatchInlineSnapshot(`"aeaacaqdaqcqmbyibeaacaqdaqcqmbyibefawdanbyhuep6dnm"`);
  });
});

describe('base32', () => {
  it('gives back every length of bytes', () => {
    for (let length = 0; length < 40; length++) {
      const bytes = randomBytes(new Uint8Array(length));
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }
  });

  it('refuses letters of its own that no bytes stand behind', () => {
    expect(fromBase32('a')).toBe(null);
    expect(fromBase32('ab')).toBe(null);
    expect(fromBase32('a1')).toBe(null);
  });
});

describe('a peer id', () => {
  it('is 16 letters, and known as one; the name of the relay is not', () => {
    const id = newPeerId(createSeededRandom(3));
    expect(id).toMatch(/^[a-z2-7]{16}$/);
    expect(isPeerId(id)).toBe(true);
    for (const none of [RELAY, '', `${id}a`, id.toUpperCase(), 7, null]) expect(isPeerId(none)).toBe(false);
  });
});
