import { describe, expect, it } from 'vitest';
import { createSignaling, SIGNAL_LIMIT, signalingLimits } from '@/server-optional/signaling';
import { CloseCode, createAllowance } from '@/server-optional/sockets';
import { startRelay } from './support/relay';
import { type Client, connect } from './support/socket';

const pong = { type: 'pong' };

/** Resolves once the relay has worked through all that this client said before. */
const settled = async (client: Client): Promise<void> => {
  client.say({ type: 'ping' });
  expect(await client.next()).toEqual(pong);
};

const subscribed = async (url: string, topics: readonly string[]): Promise<Client> => {
  const client = await connect(`${url}/signal`);
  client.say({ type: 'subscribe', topics });
  await settled(client);
  return client;
};

describe('the signaling topics', () => {
  it('bring what is published to every subscriber, the sender too, with their number', async () => {
    const relay = await startRelay();
    const [anna, ben, elsewhere] = [
      await subscribed(relay.ws, ['home']),
      await subscribed(relay.ws, ['home']),
      await subscribed(relay.ws, ['other']),
    ];
    anna.say({ type: 'publish', topic: 'home', data: 'sealed' });
    const expected = { type: 'publish', topic: 'home', data: 'sealed', clients: 2 };
    expect(await anna.next()).toEqual(expected);
    expect(await ben.next()).toEqual(expected);
    await settled(elsewhere);
  });

  it('bring nothing more to who has unsubscribed or left', async () => {
    const relay = await startRelay();
    const [anna, ben, cleo] = [
      await subscribed(relay.ws, ['home']),
      await subscribed(relay.ws, ['home']),
      await subscribed(relay.ws, ['home']),
    ];
    ben.say({ type: 'unsubscribe', topics: ['home'] });
    await settled(ben);
    cleo.socket.close();
    await cleo.closed;
    anna.say({ type: 'publish', topic: 'home', data: 1 });
    expect(await anna.next()).toMatchObject({ clients: 1 });
    await settled(ben);
  });

  it.each([
    ['text that is no JSON', 'hello'],
    ['JSON that is no object', '[1]'],
    ['null', 'null'],
    ['bytes', new Uint8Array([0, 1, 2, 255])],
  ])('end the socket that sends %s, and no other', async (_what, frame) => {
    const relay = await startRelay();
    const [anna, ben] = [await subscribed(relay.ws, ['home']), await subscribed(relay.ws, ['home'])];
    ben.socket.send(frame);
    expect((await ben.closed).code).toBe(CloseCode.notText);
    await settled(anna);
  });

  it('end the socket that sends more than they take at once', async () => {
    const relay = await startRelay();
    const [anna, ben] = [await subscribed(relay.ws, ['home']), await subscribed(relay.ws, ['home'])];
    ben.say({ type: 'publish', topic: 'home', data: 'x'.repeat(SIGNAL_LIMIT) });
    expect((await ben.closed).code).toBe(1009);
    await settled(anna);
  });

  it.each([
    { type: 'subscribe' },
    { type: 'subscribe', topics: 7 },
    { type: 'subscribe', topics: [1, null, {}] },
    { type: 'unsubscribe', topics: ['never'] },
    { type: 'publish' },
    { type: 'publish', topic: 3 },
    { type: 'publish', topic: 'nobody' },
    { type: 'of a later version' },
    {},
  ])('pass over %j', async (message) => {
    const relay = await startRelay();
    const anna = await connect(`${relay.ws}/signal`);
    anna.say(message);
    await settled(anna);
  });

  it('end the socket that wants more topics than there are', async () => {
    const relay = await startRelay();
    const greedy = await connect(`${relay.ws}/signal`);
    const topics = Array.from({ length: signalingLimits.topics + 1 }, (_, index) => `topic-${index}`);
    greedy.say({ type: 'subscribe', topics });
    expect((await greedy.closed).code).toBe(CloseCode.tooMuch);
    const wordy = await connect(`${relay.ws}/signal`);
    wordy.say({ type: 'subscribe', topics: ['x'.repeat(signalingLimits.topicLength + 1)] });
    expect((await wordy.closed).code).toBe(CloseCode.tooMuch);
  });

  it('end the socket that does not stop talking', async () => {
    const relay = await startRelay();
    const chatty = await connect(`${relay.ws}/signal`);
    for (let index = 0; index < signalingLimits.burst * 3; index++) chatty.say({ type: 'ping' });
    expect((await chatty.closed).code).toBe(CloseCode.tooMuch);
  });

  it('end the socket that reads too slowly, and keep the others', () => {
    const closed: number[] = [];
    const socketWith = (bufferedAmount: number) => ({
      OPEN: 1,
      readyState: 1,
      bufferedAmount,
      handlers: new Map<string, (data: unknown) => void>(),
      sent: [] as string[],
      on(name: string, run: (data: unknown) => void) {
        this.handlers.set(name, run);
      },
      send(text: string) {
        this.sent.push(text);
      },
      close(code: number) {
        closed.push(code);
      },
    });
    const [slow, quick] = [socketWith(signalingLimits.queue), socketWith(0)];
    const signaling = createSignaling(() => 0);
    for (const socket of [slow, quick]) {
      signaling.accept(socket as never);
      socket.handlers.get('message')?.('{"type":"subscribe","topics":["home"]}');
    }
    quick.handlers.get('message')?.('{"type":"publish","topic":"home"}');
    expect(closed).toEqual([CloseCode.tooSlow]);
    expect(quick.sent).toHaveLength(1);
    for (const socket of [slow, quick]) socket.handlers.get('close')?.(null);
  });
});

describe('an allowance', () => {
  it('lets a burst through, then as many as time brings', () => {
    let now = 0;
    const allowed = createAllowance({ burst: 3, perSecond: 2 }, () => now);
    expect([allowed(), allowed(), allowed(), allowed()]).toEqual([true, true, true, false]);
    now = 1000;
    expect([allowed(), allowed(), allowed()]).toEqual([true, true, false]);
  });
});

describe('a relay that keeps no ledgers', () => {
  it('says so with a code that clients take as final', async () => {
    const relay = await startRelay();
    const client = await connect(`${relay.ws}/sync/some-room`);
    expect((await client.closed).code).toBe(4404);
    const health: unknown = await (await fetch(`${relay.http}/healthz`)).json();
    expect(health).toEqual({ ok: true, store: false });
  });

  it('opens no socket at any other address', async () => {
    const relay = await startRelay();
    await expect(connect(`${relay.ws}/elsewhere`)).rejects.toThrow('404');
    await expect(connect(`${relay.ws}//signal`)).rejects.toThrow('404');
  });

  it('says goodbye when it ends', async () => {
    const relay = await startRelay();
    const client = await connect(`${relay.ws}/signal`);
    await relay.close();
    expect(await client.closed).toEqual({ code: 1001, reason: 'left' });
  });
});
