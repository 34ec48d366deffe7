import { describe, expect, it } from 'vitest';
import { inviteLink, inviterIn } from '@/app/composition/invite-link';
import { newInvite, readInvite } from '@/lib/sync/invite';

const invite = newInvite((into) => into.fill(7));
const from = (name: string) => ({
  device: { id: 'd', name, member: 'm', lost: null, deleted: false },
  member: { id: 'm', name: 'Ana', color: 0, deleted: false },
});

describe('the link of an invite', () => {
  it.each(['Ana’s laptop', 'a/b#c=d', `${'x'.repeat(39)}😀😀`, '100 %'])(
    'names the device %s and can be read',
    (name) => {
      const link = inviteLink('http://192.168.1.20:3000', invite, from(name));
      expect(readInvite(link)).toEqual({ ok: true, value: invite });
      expect(inviterIn(link)).toBe([...name].slice(0, 40).join(''));
      expect(inviterIn(link.slice(link.indexOf('#')))).toBe(inviterIn(link));
    },
  );

  it('says nothing of the device where nobody is introduced, and is not misled by a damaged name', () => {
    const link = inviteLink('http://localhost:3000', invite, null);
    expect(readInvite(link).ok).toBe(true);
    expect(inviterIn(link)).toBe('');
    expect(inviterIn('#%E2%80/abc')).toBe('');
  });
});
