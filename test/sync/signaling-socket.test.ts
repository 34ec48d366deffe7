import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '@/lib/sync/clock';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { SignalPath } from '@/lib/sync/signaling';
import { createSignalingSocket } from '@/lib/sync/signaling-socket';
import type { OpenWebSocket } from '@/lib/sync/transports/web-socket';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { createSignaling } from '@/server-optional/signaling';
import { createFakeSockets } from './support/fake-socket';
import { realClock, until } from './support/real-clock';

const open = (url: string, topic: string, openSocket: OpenWebSocket, clock: Clock) => {
  const path: SignalPath = createSignalingSocket({
    url,
    topic,
    openSocket,
    clock,
    random: createSeededRandom(2),
  });
  const log = { opened: 0, closed: [] as string[], heard: [] as string[] };
  path.start({
    opened: () => {
      log.opened++;
    },
    closed: (detail) => {
      log.closed.push(detail);
    },
    heard: (sealed) => {
      log.heard.push(sealed);
    },
    present: () => undefined,
  });
  return { path, log };
};

const startOurs = async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const signaling = createSignaling(() => performance.now());
  sockets.on('connection', (socket) => signaling.accept(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
};

/** A port that was free a moment ago: y-webrtc's server does not say which one it took. */
const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

const startStock = async () => {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port) };
  const server = spawn(process.execPath, ['node_modules/y-webrtc/bin/server.js'], { env });
  await new Promise((resolve) => server.stdout.once('data', resolve));
  return { port, stop: () => server.kill() };
};

describe.each([
  ['our relay', startOurs],
  ["y-webrtc's own signaling server", startStock],
])('signaling over %s', async (_name, start) => {
  const server = await start();
  afterAll(() => {
    server.stop();
  });
  const url = `ws://127.0.0.1:${server.port}/signal`;
  const join = (topic: string) => open(url, topic, (address) => new WebSocket(address), realClock);

  it('carries what is sealed to all on the topic, and to nobody else', async () => {
    const [one, two, elsewhere] = [join('room'), join('room'), join('other')];
    const all = [one, two, elsewhere];
    await until('all are there', () => all.every(({ log }) => log.opened === 1));
    await until('heard', () => {
      one.path.send('c2VhbGVk', null);
      return two.log.heard.length > 0;
    });
    expect(two.log.heard[0]).toBe('c2VhbGVk');
    expect(elsewhere.log.heard).toEqual([]);
    two.path.stop(null);
    elsewhere.path.stop(null);
    one.path.stop(null);
  });

  it('carries the last word of who leaves', async () => {
    const [one, two] = [join('room'), join('room')];
    await until('both hear', () => {
      one.path.send('YQ==', null);
      return one.log.heard.length > 0 && two.log.heard.length > 0;
    });
    one.path.stop('Ynll');
    await until('the last word', () => two.log.heard.includes('Ynll'));
    expect(one.log.closed).toEqual([]);
    two.path.stop(null);
  });
});

describe('a signaling socket', () => {
  const begin = () => {
    const clock = createVirtualClock();
    const sockets = createFakeSockets();
    return { clock, sockets, ...open('ws://relay/signal', 'room', sockets.open, clock) };
  };

  it('says when the relay goes, comes back by itself within 2.5 s, and subscribes anew', () => {
    const { clock, sockets, log } = begin();
    sockets.newest.accept();
    sockets.newest.drop(1006);
    expect(log.closed).toEqual(['the relay does not answer']);
    for (let count = 0; count < 10; count++) {
      const opened = sockets.all.length;
      clock.advance(2500);
      expect(sockets.all.length).toBe(opened + 1);
      sockets.newest.drop(1006);
    }
    clock.advance(2500);
    sockets.newest.accept();
    expect(log.opened).toBe(2);
    expect(sockets.newest.sent[0]).toBe('{"type":"subscribe","topics":["room"]}');
  });

  it('notices a relay that has fallen silent, and goes on with one that answers', () => {
    const { clock, sockets, log } = begin();
    sockets.newest.accept();
    for (let count = 0; count < 10; count++) {
      sockets.newest.say('{"type":"pong"}');
      clock.advance(15_000);
    }
    expect(log.closed).toEqual([]);
    clock.advance(15_000);
    expect(log.closed).toEqual(['the relay has fallen silent']);
    expect(sockets.all[0]?.closedWith).not.toBe(null);
  });

  it('looks at once on waking: a relay that does not answer within a second is dialled anew', () => {
    const { clock, sockets, path } = begin();
    sockets.newest.accept();
    const dialledOnWaking = (answers: boolean): number => {
      const opened = sockets.all.length;
      path.wake();
      if (answers) sockets.newest.say('{"type":"pong"}');
      clock.advance(1200);
      return sockets.all.length - opened;
    };
    expect(dialledOnWaking(true)).toBe(0);
    expect(dialledOnWaking(false)).toBe(1);
  });

  it('passes over whatever is not meant for it', () => {
    const { sockets, log } = begin();
    sockets.newest.accept();
    for (const odd of [
      '',
      'null',
      '[1]',
      '{"type":"publish","topic":"other","data":"x"}',
      '{"topic":"room","data":{}}',
    ])
      sockets.newest.say(odd);
    sockets.newest.say(new ArrayBuffer(4));
    sockets.newest.say('{"type":"publish","topic":"room","data":"eA==","clients":2}');
    expect(log.heard).toEqual(['eA==']);
  });
});
