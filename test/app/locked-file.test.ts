import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { complaintAboutPassphrase, drawPassphrase, tidiedPassphrase } from '@/app/backup/passphrase';
import { isLocked, type LockProgress, lockFile, unlockFile } from '@/app/composition/locked-file';
import { readBackup } from '@/lib/ledger/backup-file';

const ignore = (): void => undefined;
const PASSPHRASE = 'zebra-apple-orbit-lunar-cabin-trophy';
/** More than one of the format's chunks of 64 KiB. */
const TEXT = 'Käse & Brot\n'.repeat(12_000);

const locked = await lockFile(new Blob([TEXT]), PASSPHRASE, ignore);

/** With one bit turned at this place, counted from the end where negative. */
const turned = async (place: number): Promise<Blob> => {
  const bytes = new Uint8Array(await locked.arrayBuffer());
  const at = place < 0 ? bytes.length + place : place;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return new Blob([bytes]);
};

describe('a copy that is locked with a passphrase', () => {
  it('opens with the same passphrase, and tells how far it is', async () => {
    const told: LockProgress[] = [];
    const opened = await unlockFile(locked, PASSPHRASE, (progress) => told.push(progress));
    expect(opened.ok && (await opened.value.text())).toBe(TEXT);
    expect(told[0]).toEqual({ step: 'key' });
    expect(told.at(-1)).toEqual({ step: 'file', done: locked.size, of: locked.size });
  });

  it('tells a wrong passphrase from a file that is damaged in its head, its middle or its end', async () => {
    expect(await unlockFile(locked, `${PASSPHRASE}s`, ignore)).toEqual({
      ok: false,
      error: { kind: 'wrong-passphrase' },
    });
    const damaged = [
      await turned(22),
      await turned(70_000),
      await turned(-1),
      locked.slice(0, -20),
      locked.slice(0, 60),
    ];
    for (const file of damaged)
      expect(await unlockFile(file, PASSPHRASE, ignore)).toEqual({ ok: false, error: { kind: 'damaged' } });
  });

  it('of the standard tool opens here', async () => {
    const file = new Blob([await readFile(new URL('./fixtures/standard-tool.age', import.meta.url))]);
    expect(await isLocked(file)).toBe(true);
    const opened = await unlockFile(file, 'correct horse battery staple', ignore);
    expect(opened.ok && readBackup(await opened.value.text())).toEqual({ ok: true, value: [] });
  });

  it('is told from a copy that is not', async () => {
    expect(await isLocked(locked)).toBe(true);
    expect(await isLocked(new Blob(['{ "format": "wespend-ledger" }']))).toBe(false);
    expect(await isLocked(new Blob([]))).toBe(false);
  });
});

describe('a passphrase', () => {
  const drawn = drawPassphrase((into) => into.set([0, 2047, 2048, 65_535, 1, 1]));

  it('is drawn as six words', () => {
    expect(drawn).toBe('abandon-zoo-abandon-zoo-ability-ability');
  });

  it('of drawn words may be typed in any case and with blanks', () => {
    expect(tidiedPassphrase('  Abandon zoo ABANDON - zoo ability  ability\n')).toBe(drawn);
    expect(tidiedPassphrase(' My own Passphrase ')).toBe('My own Passphrase');
  });

  it('of one’s own is long enough and not all the same', () => {
    expect(complaintAboutPassphrase('short')).toContain('At least 14');
    expect(complaintAboutPassphrase('aaaaaaaaaaaaaaaaaa')).toContain('same letter');
    expect(complaintAboutPassphrase('bread and butter on Sunday')).toBeNull();
  });
});
