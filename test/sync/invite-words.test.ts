import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase32 } from '@/lib/sync/base32';
import { encodeInvite, type Invite, readInvite } from '@/lib/sync/invite';
import { INVITE_WORDS, inviteToWords, looksLikeWords, readInviteWords } from '@/lib/sync/invite-words';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const invites = fc
  .record({ id: bytes(10), secret: bytes(16) })
  .map(({ id, secret }): Invite => ({ ledger: toBase32(id), secret }));

const known: Invite = { ledger: toBase32(new Uint8Array(10).fill(7)), secret: new Uint8Array(16).fill(200) };
const words = [...inviteToWords(encodeInvite(known))];
const withWrongWord = words.map((word, index) => (index === 4 ? 'zoox' : word)).join(' ');

describe('an invite as words', () => {
  it('is 23 words, and the same invite when read back', () => {
    fc.assert(
      fc.property(invites, (invite) => {
        const letters = encodeInvite(invite);
        const written = inviteToWords(letters);
        expect(written).toHaveLength(INVITE_WORDS);
        expect(readInviteWords(written.join(' '))).toEqual({ ok: true, value: letters });
      }),
    );
  });

  it('is read in any case, numbered, over several lines, with commas and dots', () => {
    const typed = words.map((word, index) => `${index + 1}.  ${word.toUpperCase()},`).join('\n');
    expect(readInviteWords(` ${typed} `)).toEqual({ ok: true, value: encodeInvite(known) });
  });

  it('names a word that is none of the list, its place, and what it begins like', () => {
    expect(readInviteWords(withWrongWord)).toEqual({
      ok: false,
      error: { kind: 'unknown-word', word: 'zoox', place: 5, meant: 'zoo' },
    });
  });

  it('counts words that are missing or too many', () => {
    for (const some of [words.slice(1), [...words, 'zoo']])
      expect(readInviteWords(some.join(' '))).toEqual({
        ok: false,
        error: { kind: 'word-count', found: some.length },
      });
  });

  it('with two words exchanged is not taken for an invite', () => {
    const [first = '', second = '', ...rest] = words;
    expect(first).not.toBe(second);
    const read = readInviteWords([second, first, ...rest].join(' '));
    expect(read.ok && readInvite(read.value).ok).toBe(false);
  });

  it('is told from letters, links and plain sentences', () => {
    expect(looksLikeWords(words.join(' '))).toBe(true);
    expect(looksLikeWords(withWrongWord)).toBe(true);
    const letters = encodeInvite(known);
    expect(looksLikeWords(letters)).toBe(false);
    expect(looksLikeWords(letters.replace(/(.{5})/g, '$1 '))).toBe(false);
    expect(looksLikeWords(`http://192.168.1.20:3000/join/#${letters}`)).toBe(false);
  });
});
