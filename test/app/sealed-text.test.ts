import { base64 } from '@scure/base';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { codeOf, newIdentity, recipientOf } from '@/app/composition/succession/device-identity';
import { isRecipient, openSealed, sealTo } from '@/app/composition/succession/sealed-text';
import { checkValue } from '@/lib/ledger/value';

const invite = 'aebagbafaydqqcikbmga2dqpcaireeyuculbogazdinryhi6d4qca';

describe('a text sealed to devices', () => {
  it('opens for each of them alone, and for nobody else', async () => {
    const [ana, ben, cleo] = [newIdentity(), newIdentity(), newIdentity()];
    const sealed = await sealTo(invite, [ana, ben].map(recipientOf));
    expect(await openSealed(sealed, ana)).toBe(invite);
    expect(await openSealed(sealed, ben)).toBe(invite);
    expect(await openSealed(sealed, cleo)).toBeNull();
    expect(sealed.join('')).not.toContain(invite);
  });

  it('is what age itself seals and opens, with the same keys', async () => {
    const theirs = await generateX25519Identity();
    expect(recipientOf(theirs)).toBe(await identityToRecipient(theirs));
    const ours = newIdentity();
    const decrypter = new Decrypter();
    decrypter.addIdentity(ours);
    const [file = ''] = await sealTo(invite, [recipientOf(ours)]);
    expect(await decrypter.decrypt(base64.decode(file), 'text')).toBe(invite);
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(theirs));
    encrypter.addRecipient(recipientOf(ours));
    expect(await openSealed([base64.encode(await encrypter.encrypt(invite))], ours)).toBe(invite);
  });

  it('stays within what an entry may hold, however many devices there are', async () => {
    const identities = Array.from({ length: 170 }, newIdentity);
    const sealed = await sealTo(invite, identities.map(recipientOf));
    expect(checkValue(sealed).ok).toBe(true);
    expect(await openSealed(sealed, identities[169] ?? '')).toBe(invite);
  });

  it('does not open once a letter of it was changed', async () => {
    const ana = newIdentity();
    const [file = ''] = await sealTo(invite, [recipientOf(ana)]);
    const changed = `${file.slice(0, -8)}${file.at(-8) === 'A' ? 'B' : 'A'}${file.slice(-7)}`;
    expect(await openSealed([changed], ana)).toBeNull();
  });
});

describe('the keys of a device', () => {
  it('have a code of six digits that differs from key to key', () => {
    const codes = Array.from({ length: 20 }, () => codeOf(recipientOf(newIdentity())));
    for (const code of codes) expect(code).toMatch(/^\d{3} \d{3}$/);
    expect(new Set(codes).size).toBeGreaterThan(15);
  });

  it('are told from other texts', () => {
    expect(isRecipient(recipientOf(newIdentity()))).toBe(true);
    for (const text of ['', 'age1', 'age1qqqq', newIdentity(), 'nonsense'])
      expect(isRecipient(text)).toBe(false);
  });
});
