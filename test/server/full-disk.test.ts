import { describe, expect, it } from 'vitest';
import { RELAY } from '@/lib/sync/transport';
import { openStore } from '@/server-optional/store';
import { line, must } from '../ledger/household';
import { until } from '../sync/support/real-clock';
import { createFillingDisk } from './support/filling-disk';
import { join, newBook, newToken, startedBook } from './support/household';
import { startKeepingRelay, temporaryFolder } from './support/relay';

const hasDiskTrouble = (replica: ReturnType<typeof join>): boolean =>
  replica.status().troubles.some(({ trouble }) => trouble.kind === 'disk');

describe('a relay whose disk is full', () => {
  it('says so, and takes what the devices have kept once there is room, with no restart', async () => {
    const disk = createFillingDisk();
    const relay = await startKeepingRelay(await temporaryFolder(), disk.Database);
    const [anna, ben, token] = [startedBook(1), newBook('ben', 2), newToken()];
    const annas = join(relay.ws, 'home', token, anna.journal);
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    disk.fill();
    must(anna.ledger.create('transaction', line(anna.account, 'Bakery')));
    const writer = anna.journal.writer();
    const count = anna.journal.reach().get(writer) ?? 0;
    await until('anna is told', () => hasDiskTrouble(annas));
    expect(annas.holdersOf(writer, count)).toEqual([]);
    const before = disk.attempts.opened;
    await until('the disk was tried again and again', () => disk.attempts.opened >= before + 3);
    disk.empty();
    await until('it is acknowledged', () => annas.holdersOf(writer, count).includes(RELAY));
    annas.stop();
    join(relay.ws, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === anna.journal.entryCount());
    expect(relay.lines.map((said) => said.split(':')[0])).toEqual([
      'Nothing can be stored',
      'The disk takes writes again.',
    ]);
  });

  it('takes a book that came first while it was full, once there is room', async () => {
    const disk = createFillingDisk();
    const relay = await startKeepingRelay(await temporaryFolder(), disk.Database);
    const anna = startedBook(3);
    disk.fill();
    const annas = join(relay.ws, 'home', newToken(), anna.journal);
    await until('anna is told', () => hasDiskTrouble(annas));
    disk.empty();
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    expect(hasDiskTrouble(annas)).toBe(false);
  });
});

describe('the store on a full disk', () => {
  it('is tried once for all who ask at a time, and keeps what it had', async () => {
    const disk = createFillingDisk();
    const opened = await openStore(await temporaryFolder(), () => undefined, disk.Database);
    if (!opened.ok) throw new Error(opened.error.message);
    const store = opened.value;
    expect((await store.setTokenHash('room', 'aa')).ok).toBe(true);
    disk.fill();
    expect((await store.setTokenHash('other', 'bb')).ok).toBe(false);
    const before = disk.attempts.opened;
    const asked = await Promise.all([store.ready(), store.ready(), store.ready()]);
    expect(asked.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(disk.attempts.opened).toBe(before + 1);
    disk.empty();
    expect((await store.ready()).ok).toBe(true);
    expect(await store.tokenHash('room')).toEqual({ ok: true, value: 'aa' });
    expect((await store.setTokenHash('other', 'bb')).ok).toBe(true);
    await store.close();
  });
});
