/** Writes into a book who uses this device: a member, known or new, and the device itself. */

import type { CommandError } from '@/lib/ledger/commands';
import type { Ledger } from '@/lib/ledger/ledger';
import { fail, type Result } from '@/lib/ledger/result';
import type { BookError, Introduction } from './contract';

const firstFreeColor = (ledger: Ledger): number => {
  const taken = new Set(ledger.members().map(({ color }) => color));
  return [0, 1, 2, 3, 4, 5, 6, 7].find((color) => !taken.has(color)) ?? ledger.members().length % 8;
};

/** What a person is told of a command that the ledger refused. */
export const errorFrom = (error: CommandError): BookError =>
  error.kind === 'invalid-field'
    ? { kind: 'bad-field', detail: error.message }
    : { kind: 'defect', detail: error.kind };

/** Answers with the device; `key` is what others can seal to it, where it has one. */
export const writeIntroduction = (
  ledger: Ledger,
  who: Introduction,
  key: string | null,
): Result<string, BookError> => {
  const member =
    'known' in who.member
      ? { ok: true as const, value: who.member.known }
      : ledger.create('member', { name: who.member.name.trim(), color: firstFreeColor(ledger) });
  const device = member.ok
    ? ledger.create('device', {
        name: who.deviceName.trim(),
        member: member.value,
        ...(key === null ? {} : { key }),
      })
    : member;
  return device.ok ? device : fail(errorFrom(device.error));
};
