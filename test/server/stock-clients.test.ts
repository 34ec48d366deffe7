import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Entry } from '@/lib/ledger/entry';
import { journalName } from '@/lib/ledger/update-codec';
import { line, must } from '../ledger/household';
import { until } from '../sync/support/real-clock';
import { join, newBook, newToken, startedBook } from './support/household';
import { startKeepingRelay, temporaryFolder } from './support/relay';
import { connect } from './support/socket';

/** The real provider, as anybody might point it at our relay. */
const stockClient = (ws: string, token: string, doc = new Y.Doc()) => {
  const provider = new WebsocketProvider(`${ws}/sync`, 'home', doc, {
    params: { token },
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
  });
  onTestFinished(() => provider.destroy());
  return { doc, provider };
};

/** Entries that are well-formed and belong to nobody yet. */
const soundEntries = (count: number): Entry[] => {
  const { journal, ledger, account } = startedBook(99);
  const written = journal.entryCount();
  for (let index = 0; index < count; index++)
    must(ledger.create('transaction', line(account, `Shop ${index}`)));
  return journal.read(journal.writer(), written, written + count);
};

const ownJournal = (doc: Y.Doc): Y.Array<unknown> => doc.getArray(journalName(doc.clientID));

/** How many entries of this journal a plain Yjs document holds. */
const lengthIn = (doc: Y.Doc, writer: number): number => doc.getArray(journalName(writer)).length;

describe('a stock y-websocket client', () => {
  it('gets all that the relay has, and what is written while it is there', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, token] = [startedBook(1), newToken()];
    join(relay.ws, 'home', token, anna.journal);
    const { doc, provider } = stockClient(relay.ws, token);
    await until('the provider is in sync', () => provider.synced);
    const writer = anna.journal.writer();
    await until('it has it all', () => lengthIn(doc, writer) === anna.journal.entryCount());
    must(anna.ledger.create('transaction', line(anna.account, 'Bakery')));
    await until('it has the rest', () => lengthIn(doc, writer) === anna.journal.entryCount());
    expect(doc.store.pendingStructs).toBe(null);
  });

  it('brings what it wrote, before and while it is there, to our own clients, and keeps it over a restart', async () => {
    const folder = await temporaryFolder();
    const relay = await startKeepingRelay(folder);
    const [ben, cleo, token] = [newBook('ben', 2), newBook('cleo', 3), newToken()];
    const [first, second] = soundEntries(2);
    const doc = new Y.Doc();
    ownJournal(doc).push([first]);
    stockClient(relay.ws, token, doc);
    join(relay.ws, 'home', token, ben.journal);
    await until('ben has the first', () => ben.journal.entryCount() === 1);
    ownJournal(doc).push([second]);
    await until('ben has the second', () => ben.journal.entryCount() === 2);
    await relay.close();
    const later = await startKeepingRelay(folder);
    join(later.ws, 'home', token, cleo.journal);
    await until('cleo has both', () => cleo.journal.entryCount() === 2);
    expect(later.lines).toEqual([]);
  });

  it('that once deleted something still brings its legal entries; the rest is named', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [ben, token] = [newBook('ben', 4), newToken()];
    const entries = soundEntries(4);
    const { doc } = stockClient(relay.ws, token);
    join(relay.ws, 'home', token, ben.journal);
    ownJournal(doc).push(entries.slice(0, 2));
    await until('ben has two', () => ben.journal.entryCount() === 2);
    ownJournal(doc).delete(0, 1);
    await until('it is named', () => relay.lines.some((text) => /delet/.test(text)));
    ownJournal(doc).push(entries.slice(2));
    await until('ben has four', () => ben.journal.entryCount() === 4);
    expect(ben.journal.read(doc.clientID, 0, 4)).toEqual(entries);
    const other = stockClient(relay.ws, token);
    await until('another has four', () => lengthIn(other.doc, doc.clientID) === 4);
  });

  it('that wrote something else first is told of in a line, and harms nobody', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, token] = [startedBook(5), newToken()];
    const before = anna.journal.entryCount();
    join(relay.ws, 'home', token, anna.journal);
    const { doc } = stockClient(relay.ws, token);
    doc.getMap('prefs').set('color', 'red');
    await until('it is named', () => relay.lines.some((text) => text.includes(`writer ${doc.clientID}`)));
    must(anna.ledger.create('transaction', line(anna.account, 'Bakery')));
    await until('it is served all the same', () => lengthIn(doc, anna.journal.writer()) > before);
    expect(anna.journal.reach().has(doc.clientID)).toBe(false);
  });

  it('is sent away for good with a wrong token, or none', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    stockClient(relay.ws, newToken());
    const stranger = stockClient(relay.ws, newToken());
    const closed = new Promise<{ code: number }>((resolve) => stranger.provider.once('closed', resolve));
    expect((await closed).code).toBe(4403);
    expect(stranger.provider.shouldConnect).toBe(false);
    const nobody = await connect(`${relay.ws}/sync/home?token=`);
    expect((await nobody.closed).code).toBe(4401);
  });

  it('sees the cursors of other stock clients, and sees them go', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const token = newToken();
    const one = stockClient(relay.ws, token);
    one.provider.awareness.setLocalStateField('name', 'one');
    const other = stockClient(relay.ws, token);
    const nameOfOne = (): unknown => other.provider.awareness.getStates().get(one.doc.clientID)?.name;
    await until('other sees one', () => nameOfOne() === 'one');
    one.provider.ws?.close();
    one.provider.destroy();
    await until('other sees one go', () => nameOfOne() === undefined);
  });

  it('may bring more at once than fits a frame of ours', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [ben, token] = [newBook('ben', 6), newToken()];
    const doc = new Y.Doc();
    const [version, , ...rest] = soundEntries(1)[0] ?? [];
    const count = 20_000;
    ownJournal(doc).push(Array.from({ length: count }, (_, index) => [version, index + 1, ...rest]));
    expect(Y.encodeStateAsUpdate(doc).length).toBeGreaterThan(1024 * 1024);
    stockClient(relay.ws, token, doc);
    join(relay.ws, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === count);
  });

  it.each([
    ['awareness that is none', new Uint8Array([1, 3, 9, 9, 9])],
    ['awareness cut short', new Uint8Array([1, 200])],
    ['a large message that is no update', new Uint8Array(1024 * 1024 + 2).fill(77)],
  ])('is sent away for %s', async (_what, message) => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const client = await connect(`${relay.ws}/sync/home?token=${newToken()}`);
    client.socket.send(message);
    expect((await client.closed).code).toBe(4400);
  });
});
