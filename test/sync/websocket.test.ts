import { beforeEach, describe, expect, it } from 'vitest';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { FRAME_LIMIT, RELAY, type Transport } from '@/lib/sync/transport';
import { createWebSocketTransport } from '@/lib/sync/transports/websocket';
import { createVirtualClock, type VirtualClock } from '@/lib/sync/virtual-clock';
import { createFakeSockets, type FakeSockets } from './support/fake-socket';
import { type LinkLog, type Recorder, startRecorded } from './support/recorder';

let clock: VirtualClock;
let sockets: FakeSockets;
let transport: Transport;
let host: Recorder;

beforeEach(() => {
  clock = createVirtualClock();
  sockets = createFakeSockets();
  const url = 'ws://relay/sync/room';
  transport = createWebSocketTransport({
    url,
    openSocket: sockets.open,
    clock,
    random: createSeededRandom(4),
  });
  host = startRecorded(transport);
});

const dial = (): void => {
  transport.dial(RELAY);
  clock.advance(3000);
};

const link = (): LinkLog => {
  dial();
  sockets.newest.accept();
  const log = host.links.at(-1)?.listen();
  if (!log) throw new Error('not linked');
  return log;
};

describe('the relay that does not answer', () => {
  it('is unreachable, which is said to stand until it answers', () => {
    dial();
    sockets.newest.drop(1006);
    expect(host.unreachables).toMatchObject([{ peer: RELAY, trouble: { kind: 'unreachable' } }]);
    expect(host.trouble?.kind).toBe('unreachable');
    link();
    sockets.newest.say(new Uint8Array([1]).buffer);
    expect(host.trouble).toBe(null);
  });

  it('has a full disk for as long as it lets nobody stay, however often it is dialled', () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      link();
      sockets.newest.drop(4500, 'disk');
      expect(host.trouble?.kind).toBe('disk');
    }
    link();
    sockets.newest.say(new Uint8Array([1]).buffer);
    expect(host.trouble).toBe(null);
  });

  it('can always be dialled again, later each time, never more than 2.5 s later, and not in step with others', () => {
    const waits: number[] = [];
    for (let count = 0; count < 12; count++) {
      const before = clock.now();
      const opened = sockets.all.length;
      transport.dial(RELAY);
      while (sockets.all.length === opened) clock.advance(1);
      waits.push(clock.now() - before);
      sockets.newest.drop(1006);
      expect(host.sightedNow.has(RELAY)).toBe(true);
    }
    expect(waits[0]).toBeLessThanOrEqual(1);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2501);
    expect(Math.min(...waits.slice(6))).toBeGreaterThan(1000);
    expect(new Set(waits.slice(6)).size).toBeGreaterThan(3);
  });

  it('is dialled at once on waking, whatever it was waiting for', () => {
    for (let count = 0; count < 8; count++) {
      dial();
      sockets.newest.drop(1006);
    }
    const opened = sockets.all.length;
    transport.dial(RELAY);
    transport.wake();
    expect(sockets.all.length).toBe(opened + 1);
    transport.wake();
    expect(sockets.all.length).toBe(opened + 2);
    expect(sockets.all.at(-2)?.closedWith).not.toBe(null);
  });

  it('is given up after a while when it says neither yes nor no', () => {
    dial();
    clock.advance(8000);
    expect(host.unreachables.length).toBe(1);
    expect(sockets.newest.closedWith).not.toBe(null);
  });

  it('may be forbidden by the browser, which is a trouble and no crash', () => {
    const openSocket = () => {
      throw new Error('insecure');
    };
    const forbidden = createWebSocketTransport({ url: '', openSocket, clock, random: createSeededRandom(4) });
    const owner = startRecorded(forbidden);
    forbidden.dial(RELAY);
    clock.advance(1);
    expect(owner.trouble?.detail).toContain('insecure');
  });
});

describe('[T5] a relay that refuses us', () => {
  it('has vanished, is not dialled any more, and says why, until the page wakes', () => {
    const log = link();
    sockets.newest.drop(4403, 'not the token of this room');
    expect(log.closings).toMatchObject([{ reason: 'refused' }]);
    expect(host.sightedNow.has(RELAY)).toBe(false);
    expect(host.trouble).toMatchObject({ kind: 'refused' });
    expect(host.trouble?.detail).toContain('not the token of this room');
    const opened = sockets.all.length;
    dial();
    expect(sockets.all.length).toBe(opened);
    expect(host.unreachables).toMatchObject([{ trouble: { kind: 'refused' } }]);
    transport.wake();
    expect(host.trouble).toBe(null);
    expect(host.sightedNow.has(RELAY)).toBe(true);
    dial();
    expect(sockets.all.length).toBe(opened + 1);
  });

  it('is looked at again after a minute: it may be another by then, or keep a store', () => {
    link();
    sockets.newest.drop(4404, 'no ledgers are kept here');
    const opened = sockets.all.length;
    clock.advance(59_000);
    expect(host.sightedNow.has(RELAY)).toBe(false);
    clock.advance(2_000);
    expect(host.sightedNow.has(RELAY)).toBe(true);
    expect(host.trouble).toMatchObject({ kind: 'no-store' });
    dial();
    expect(sockets.all.length).toBe(opened + 1);
  });
});

describe('[T5] a link to the relay', () => {
  it.each([
    [1001, 'left', 'left'],
    [1001, '', 'left'],
    [1000, 'unplanned', 'unplanned'],
    [1006, '', 'lost'],
    [1009, 'too large', 'broken'],
    [4400, 'not understood', 'refused'],
    [4508, 'reads too slowly', 'overflow'],
    [4500, 'disk', 'disk'],
  ])('that closes with code %i %j was %s', (code, words, reason) => {
    const log = link();
    sockets.newest.drop(code, words);
    expect(log.closings).toMatchObject([{ reason }]);
  });

  it('that closes can be dialled again', () => {
    link();
    sockets.newest.drop(1006);
    const again = link();
    sockets.newest.say(new Uint8Array([5]).buffer);
    expect(again.frames).toEqual([new Uint8Array([5])]);
    expect(host.links.length).toBe(2);
  });

  it.each([
    ['text', 'hello'],
    ['a frame above 1 MiB', new ArrayBuffer(FRAME_LIMIT + 1)],
  ])('closes as broken on %s', (_name, data) => {
    const log = link();
    sockets.newest.say(data);
    expect(log.closings).toMatchObject([{ reason: 'broken' }]);
    expect(log.frames).toEqual([]);
    expect(sockets.newest.closedWith).toEqual({ code: 1000, reason: 'broken' });
  });

  it('that went while the page was frozen is found lost on waking', () => {
    const log = link();
    sockets.newest.readyState = 3;
    transport.wake();
    expect(log.closings).toMatchObject([{ reason: 'lost' }]);
    expect(host.sightedNow.has(RELAY)).toBe(true);
  });

  it('names no secret: the address is all the relay is told by the transport', () => {
    link();
    expect(sockets.newest.sent).toEqual([]);
  });
});
