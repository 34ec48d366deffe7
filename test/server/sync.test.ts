import { describe, expect, it } from 'vitest';
import { encodeFrame } from '@/lib/sync/frame-codec';
import { PROTOCOL_VERSION } from '@/lib/sync/frames';
import { newPeerId } from '@/lib/sync/peer-id';
import { FRAME_LIMIT, RELAY } from '@/lib/sync/transport';
import { line, must } from '../ledger/household';
import { until } from '../sync/support/real-clock';
import { join, newBook, newToken, startedBook } from './support/household';
import { startKeepingRelay, temporaryFolder } from './support/relay';
import { type Client, connect } from './support/socket';

const hello = (token: string, peer = newPeerId(Math.random)): Uint8Array =>
  encodeFrame({ type: 'hello', version: PROTOCOL_VERSION, peer, role: 'peer', joinedAt: 1, token });

const nextFrame = async (client: Client): Promise<number> => ((await client.next()) as Uint8Array)[0] ?? -1;

describe('a relay that keeps ledgers', () => {
  it('brings what one wrote to another who comes when the first has gone', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, ben, token] = [startedBook(1), newBook('ben', 2), newToken()];
    const annas = join(relay.ws, 'home', token, anna.journal);
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    annas.stop();
    join(relay.ws, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === anna.journal.entryCount());
    expect(ben.ledger.accounts()).toEqual(anna.ledger.accounts());
  });

  it('passes on what is written while both are there, both ways', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, ben, token] = [startedBook(3), newBook('ben', 4), newToken()];
    join(relay.ws, 'home', token, anna.journal);
    join(relay.ws, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === anna.journal.entryCount());
    ben.ledger.identify(ben.ledger.devices()[0]?.id ?? null);
    const written = must(ben.ledger.create('transaction', line(anna.account, 'Bakery')));
    await until('anna sees it', () => anna.ledger.transaction(written) !== null);
  });

  it('has on its disk what it says that it has, also after a restart', async () => {
    const folder = await temporaryFolder();
    const [anna, ben, token] = [startedBook(5), newBook('ben', 6), newToken()];
    const first = await startKeepingRelay(folder);
    const annas = join(first.ws, 'home', token, anna.journal);
    for (let index = 0; index < 50; index++)
      must(anna.ledger.create('transaction', line(anna.account, `Shop ${index}`)));
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    annas.stop();
    await first.close();
    const second = await startKeepingRelay(folder);
    join(second.ws, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === anna.journal.entryCount());
    expect(second.lines).toEqual([]);
  });

  it('[C15] acknowledges what is on its disk, to whoever is linked', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, ben, token] = [startedBook(11), newBook('ben', 12), newToken()];
    const annas = join(relay.ws, 'home', token, anna.journal);
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    const bens = join(relay.ws, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === anna.journal.entryCount());
    const writer = anna.journal.writer();
    must(anna.ledger.create('transaction', line(anna.account, 'Bakery')));
    const count = anna.journal.reach().get(writer) ?? 0;
    for (const replica of [annas, bens])
      await until('it is acknowledged', () => replica.holdersOf(writer, count).includes(RELAY));
    expect(annas.holdersOf(writer, count + 1)).toEqual([]);
    expect(annas.heldElsewhere(writer)).toBe(count);
  });

  it('keeps rooms apart', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, other] = [startedBook(7), startedBook(8)];
    const before = other.journal.entryCount();
    const annas = join(relay.ws, 'home', newToken(), anna.journal);
    const others = join(relay.ws, 'elsewhere', newToken(), other.journal);
    for (const replica of [annas, others])
      await until('the relay has it all', () => replica.status().peers.some(({ agreed }) => agreed));
    expect(other.journal.entryCount()).toBe(before);
  });

  it('lets in nobody without the token, and tells it with a final code', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const owner = await connect(`${relay.ws}/sync/home`);
    owner.socket.send(hello(newToken()));
    expect(await nextFrame(owner)).toBe(64);
    const stranger = await connect(`${relay.ws}/sync/home`);
    stranger.socket.send(hello(newToken()));
    expect(await stranger.closed).toEqual({ code: 4403, reason: 'refused' });
    const shortened = await connect(`${relay.ws}/sync/home`);
    shortened.socket.send(hello('short'));
    expect((await shortened.closed).code).toBe(4401);
    const silent = await connect(`${relay.ws}/sync/home`);
    silent.socket.send(encodeFrame({ type: 'step1', reach: new Map() }));
    expect((await silent.closed).code).toBe(4401);
  });

  it('tells our own client that its token is refused', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, ben] = [startedBook(9), newBook('ben', 10)];
    const annas = join(relay.ws, 'home', newToken(), anna.journal);
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    const bens = join(relay.ws, 'home', newToken(), ben.journal);
    await until('ben is told', () =>
      bens.status().troubles.some(({ trouble }) => trouble.kind === 'refused'),
    );
    expect(ben.journal.entryCount()).toBe(0);
  });

  it.each([
    ['text', 'hello', 4400],
    ['nothing', new Uint8Array(0), 4401],
    ['noise', new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 1]), 4401],
    ['a name that is none', hello(newToken(), 'relay'), 4400],
    ['more than a frame', new Uint8Array(FRAME_LIMIT + 1), 1009],
  ])('ends the socket that begins with %s, and serves the next', async (_what, frame, code) => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const odd = await connect(`${relay.ws}/sync/home`);
    odd.socket.send(frame);
    expect((await odd.closed).code).toBe(code);
    const next = await connect(`${relay.ws}/sync/home`);
    next.socket.send(hello(newToken()));
    expect(await nextFrame(next)).toBe(64);
  });

  it('outlives members that send malformed, oversized and text frames, and keeps what others wrote', async () => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const [anna, ben, token] = [startedBook(11), newBook('ben', 12), newToken()];
    const annas = join(relay.ws, 'home', token, anna.journal);
    await until('the relay has it all', () => annas.status().peers.some(({ agreed }) => agreed));
    const noise = Array.from(
      { length: 80 },
      (_, type) => new Uint8Array([type, 255, 255, 255, 255, 255, 7, 3, 1]),
    );
    const frames = [...noise, new Uint8Array(0), new Uint8Array(FRAME_LIMIT + 1), 'text'];
    for (const frame of frames) {
      const odd = await connect(`${relay.ws}/sync/home`);
      odd.socket.send(hello(token));
      await nextFrame(odd);
      odd.socket.send(frame);
      odd.socket.close();
      await odd.closed;
    }
    join(relay.ws, 'home', token, ben.journal);
    await until('ben has it all', () => ben.journal.entryCount() === anna.journal.entryCount());
  });

  it.each(['/sync/', '/sync/%', `/sync/${'x'.repeat(201)}`])('has no room at %s', async (path) => {
    const relay = await startKeepingRelay(await temporaryFolder());
    const client = await connect(`${relay.ws}${path}`);
    expect((await client.closed).code).toBe(4400);
  });
});
