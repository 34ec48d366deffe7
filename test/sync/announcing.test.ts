import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPeerId } from '@/lib/sync/peer-id';
import type { Sealer } from '@/lib/sync/sealing';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import { readMessage } from '@/lib/sync/signaling';
import type { PeerId, Transport } from '@/lib/sync/transport';
import { createWebRtcTransport } from '@/lib/sync/transports/webrtc';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { type Recorder, startRecorded } from './support/recorder';
import { createSignalHub } from './support/signal-hub';
import { createToldPath } from './support/told-path';

/** The cover alone, so that a test can count and read what passes. */
const openSealer: Sealer = {
  seal: async (value) => JSON.stringify(value),
  open: async (sealed) => JSON.parse(sealed),
};

const noConnection = (): RTCPeerConnection => {
  throw new Error('too many');
};

interface Member {
  readonly peer: PeerId;
  readonly transport: Transport;
  readonly host: Recorder;
}

const createHousehold = () => {
  const clock = createVirtualClock();
  const random = createSeededRandom(21);
  const hub = createSignalHub(clock, random);
  /** Sealing is asynchronous: time and promises take turns. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left >= 0; left -= 500) {
      clock.advance(Math.min(500, left));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const join = (): Member => {
    const peer = newPeerId(random);
    const setup = { self: peer, paths: [hub.path()], sealer: openSealer, clock, random };
    const transport = createWebRtcTransport({ ...setup, connect: noConnection });
    return { peer, transport, host: startRecorded(transport) };
  };
  return { hub, pass, join };
};

const idsOf = (members: readonly Member[]): PeerId[] => members.map(({ peer }) => peer).sort();
const seenBy = ({ host }: Member): PeerId[] => [...host.sightedNow].sort();

describe('announcing oneself over signaling', () => {
  it('lets a newcomer see all and all see the newcomer, for one word from it and one from each', async () => {
    const { hub, pass, join } = createHousehold();
    const members: Member[] = [];
    for (let count = 0; count < 6; count++) {
      hub.passed.length = 0;
      members.push(join());
      await pass(1000);
      expect(hub.passed.length).toBe(members.length);
    }
    for (const member of members)
      expect(seenBy(member)).toEqual(idsOf(members.filter((other) => other !== member)));
  });

  it('goes on quietly: a word each in half a minute, which nobody answers', async () => {
    const { hub, pass, join } = createHousehold();
    const members = [join(), join(), join()];
    await pass(1000);
    hub.passed.length = 0;
    await pass(300_000);
    expect(hub.passed.length).toBeGreaterThanOrEqual(3 * 9);
    expect(hub.passed.length).toBeLessThanOrEqual(3 * 16);
    for (const member of members) expect(seenBy(member).length).toBe(2);
  });

  it('says goodbye, and whoever goes without a word is gone for the others after some minutes', async () => {
    const { hub, pass, join } = createHousehold();
    const [stays, leaves] = [join(), join()];
    await pass(1000);
    leaves.transport.stop();
    await pass(100);
    expect(seenBy(stays)).toEqual([]);
    const ghost = newPeerId(createSeededRandom(77));
    hub.path().send(JSON.stringify({ type: 'announce', from: ghost }), null);
    await pass(1000);
    expect(seenBy(stays)).toEqual([ghost]);
    await pass(200_000);
    expect(seenBy(stays)).toEqual([]);
  });

  it('is done again at once when the relay is back, and both see each other as before', async () => {
    const { hub, pass, join } = createHousehold();
    const members = [join(), join(), join()];
    await pass(1000);
    hub.down();
    for (const { host } of members) {
      expect(host.sightedNow.size).toBe(0);
      expect(host.trouble?.kind).toBe('unreachable');
    }
    hub.up();
    await pass(0);
    await pass(0);
    for (const { host } of members) {
      expect(host.sightedNow.size).toBe(2);
      expect(host.trouble).toBe(null);
    }
  });
});

describe('[T12] a stock y-webrtc peer', () => {
  const stock = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';

  it('is answered when it announces itself, and never in sight: it is the one that calls', async () => {
    const { hub, pass, join } = createHousehold();
    const member = join();
    await pass(1000);
    hub.passed.length = 0;
    hub.path().send(JSON.stringify({ type: 'announce', from: stock }), null);
    await pass(1000);
    expect(hub.passed.slice(1).map((text) => JSON.parse(text))).toEqual([
      { type: 'announce', from: member.peer, to: stock },
    ]);
    expect(seenBy(member)).toEqual([]);
  });

  it('is told by the form of its id in every word, and nothing else is', () => {
    const offer = { type: 'offer', sdp: 'v=0' };
    const call = { type: 'signal', from: stock, to: 'abcdefghijklmnop', token: 1.5, signal: offer };
    expect(readMessage(call)).toEqual(call);
    for (const from of ['relay', 'somebody', `${stock}0`, stock.toUpperCase(), 7])
      expect(readMessage({ type: 'announce', from })).toBe(null);
    for (const signal of [{ type: 'renegotiate', renegotiate: true }, { type: 'transceiverRequest' }])
      expect(readMessage({ ...call, signal })).toBe(null);
  });
});

describe('a room that tells who is there, beside the relay', () => {
  const startBoth = () => {
    const clock = createVirtualClock();
    const random = createSeededRandom(8);
    const hub = createSignalHub(clock, random);
    const room = createToldPath();
    const self = newPeerId(random);
    const setup = { self, paths: [hub.path(), room.path], sealer: openSealer, clock, random };
    const host = startRecorded(createWebRtcTransport({ ...setup, connect: noConnection }));
    const pass = async (): Promise<void> => {
      clock.advance(500);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { hub, room, host, pass, friend: newPeerId(random) };
  };

  it('[T10] lets peers be dialled with the relay dead, and says that it is dead all the same', async () => {
    const { hub, room, host, pass, friend } = startBoth();
    hub.down();
    expect(host.trouble?.kind).toBe('unreachable');
    room.tell([friend]);
    expect([...host.sightedNow]).toEqual([friend]);
    await pass();
    expect(room.sent).toEqual([]);
    room.tell([]);
    expect(host.sightedNow.size).toBe(0);
  });

  it('[T10] keeps a peer in sight while either of the two shows it', async () => {
    const { hub, room, host, pass, friend } = startBoth();
    hub.path().send(JSON.stringify({ type: 'announce', from: friend }), null);
    await pass();
    expect([...host.sightedNow]).toEqual([friend]);
    room.tell([friend]);
    hub.down();
    expect([...host.sightedNow]).toEqual([friend]);
    room.close();
    expect(host.sightedNow.size).toBe(0);
  });
});

describe('dialling', () => {
  it('with no way to send a signal is unreachable at once', async () => {
    const { hub, pass, join } = createHousehold();
    const [one, two] = [join(), join()];
    await pass(1000);
    hub.down();
    one.transport.dial(two.peer);
    await pass(1);
    expect(one.host.unreachables).toMatchObject([{ peer: two.peer, trouble: { kind: 'unreachable' } }]);
  });

  it('where the browser makes no connection says so, and can be tried again', async () => {
    const { pass, join } = createHousehold();
    const [one, two] = [join(), join()];
    await pass(1000);
    for (const tries of [1, 2]) {
      one.transport.dial(two.peer);
      await pass(1);
      expect(one.host.unreachables.length).toBe(tries);
    }
    expect(one.host.unreachables[0]?.trouble).toMatchObject({ kind: 'unsupported' });
  });

  it('is not possible where there is no WebRTC, which is a standing trouble and nothing worse', () => {
    const self = newPeerId(createSeededRandom(1));
    const clock = createVirtualClock();
    const setup = { self, paths: [], sealer: openSealer, clock, random: createSeededRandom(1) };
    const without = createWebRtcTransport({ ...setup, connect: undefined });
    const host = startRecorded(without);
    without.dial(newPeerId(createSeededRandom(2)));
    without.wake();
    without.stop();
    clock.advance(10_000);
    expect(host.troubles).toMatchObject([{ kind: 'unsupported' }]);
  });
});

describe('what comes over signaling', () => {
  const peer = newPeerId(createSeededRandom(1));
  const other = newPeerId(createSeededRandom(2));

  it.each([
    { type: 'announce', from: peer },
    { type: 'announce', from: peer, to: other },
    { type: 'announce', from: peer, renewal: true },
    { type: 'leave', from: peer },
    { type: 'signal', from: peer, to: other, token: 3.5, signal: { type: 'offer', sdp: 'v=0' } },
    { type: 'signal', from: peer, to: other, token: 3.5, signal: { type: 'answer', sdp: 'v=0' } },
    {
      type: 'signal',
      from: peer,
      to: other,
      token: 1,
      signal: { type: 'candidate', candidate: { candidate: 'c', sdpMid: '0', sdpMLineIndex: 0 } },
    },
  ])('is read as it was said: %j', (message) => {
    expect(readMessage(message)).toEqual(message);
  });

  it.each([
    { type: 'announce', from: 'relay' },
    { type: 'announce', from: 7 },
    { type: 'signal', from: peer, to: other, token: Number.NaN, signal: { type: 'offer', sdp: '' } },
    { type: 'signal', from: peer, to: other, token: 1, signal: { type: 'renegotiate' } },
    { type: 'signal', from: peer, to: other, token: 1, signal: { type: 'offer', sdp: 'x'.repeat(20_000) } },
    { type: 'signal', from: peer, token: 1, signal: { type: 'offer', sdp: '' } },
  ])('is passed over when it is not of our kind: %#', (message) => {
    expect(readMessage(message)).toBe(null);
  });

  it('never makes the reader fail, whatever it is', () => {
    const fields = { type: fc.anything(), from: fc.anything(), signal: fc.anything() };
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record(fields)), (value) => {
        expect(readMessage(value)).toBe(null);
      }),
      { numRuns: 500 },
    );
  });
});
