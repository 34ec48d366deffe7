/** What WebRTC owes beyond the contract of all transports. Runs inside a browser, as transport-cases.ts does. */

import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { Link } from '@/lib/sync/transport';
import { freshTopic } from './support/pairs';
import { realClock, until } from './support/real-clock';
import { startRecorded } from './support/recorder';
import { createSignalHub, type SignalFaults } from './support/signal-hub';
import { type SideOptions, webRtcSide } from './support/webrtc-pairs';

export interface WebRtcCase {
  readonly title: string;
  readonly run: () => Promise<void>;
}

const check = (holds: boolean, promise: string): void => {
  if (!holds) throw new Error(`not so: ${promise}`);
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const startTwo = (seed: number, faults: SignalFaults = {}, leftOptions: SideOptions = {}) => {
  const topic = 'in-memory';
  const hub = createSignalHub(realClock, createSeededRandom(seed), faults);
  const left = webRtcSide(topic, hub.path(), leftOptions);
  const right = webRtcSide(topic, hub.path());
  const [leftHost, rightHost] = [startRecorded(left.transport), startRecorded(right.transport)];
  return {
    hub,
    left,
    right,
    leftHost,
    rightHost,
    sighted: () =>
      until('both sight each other', () => {
        return leftHost.sightedNow.has(right.peer) && rightHost.sightedNow.has(left.peer);
      }),
    linked: () => until('both are linked', () => leftHost.links.length > 0 && rightHost.links.length > 0),
    stop: () => {
      left.transport.stop();
      right.transport.stop();
    },
  };
};

/** Both dial at once, over and over, on paths that delay, double and reorder every word. */
const crossing: WebRtcCase = {
  title: 'dials that cross end in one and the same link, however signals are delayed, doubled and reordered',
  run: async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const two = startTwo(seed, { delay: seed % 5 === 0 ? 0 : 60, twice: seed % 2 === 0 });
      await two.sighted();
      two.left.transport.dial(two.right.peer);
      if (seed % 3 > 0) await pause(seed);
      two.right.transport.dial(two.left.peer);
      await two.linked();
      const [left, right] = [two.leftHost.links[0]?.listen(), two.rightHost.links[0]?.listen()];
      left?.link.send(new Uint8Array([seed]));
      right?.link.send(new Uint8Array([seed]));
      await until(`frames pass, seed ${seed}`, () => left?.frames.length === 1 && right?.frames.length === 1);
      await pause(70);
      check(two.leftHost.links.length === 1 && two.rightHost.links.length === 1, `one link, seed ${seed}`);
      check(left?.closings.length === 0 && right?.closings.length === 0, `it lives, seed ${seed}`);
      two.stop();
    }
  },
};

const withoutSignaling: WebRtcCase = {
  title: 'links live on when the signaling dies, and peers are seen again at once when it is back',
  run: async () => {
    const two = startTwo(1);
    await two.sighted();
    two.left.transport.dial(two.right.peer);
    await two.linked();
    const [left, right] = [two.leftHost.links[0]?.listen(), two.rightHost.links[0]?.listen()];
    two.hub.down();
    check(two.leftHost.sightedNow.size === 0, 'nobody can be dialled now');
    check(two.leftHost.trouble?.kind === 'unreachable', 'and the trouble is told');
    left?.link.send(new Uint8Array([1]));
    await until('a frame passes', () => right?.frames.length === 1);
    two.hub.up();
    await two.sighted();
    check(two.leftHost.trouble === null, 'the trouble is over');
    check(left?.closings.length === 0 && right?.closings.length === 0, 'the link was never touched');
    two.stop();
  },
};

const noPath: WebRtcCase = {
  title:
    'where no address of the other can be reached, the dial says `no-direct-path`, and so does the transport',
  run: async () => {
    const topic = 'in-memory';
    const hub = createSignalHub(realClock, createSeededRandom(1));
    const blocked: SideOptions = {
      patience: 700,
      connect: (configuration) => new RTCPeerConnection({ ...configuration, iceTransportPolicy: 'relay' }),
    };
    const left = webRtcSide(topic, hub.path(), blocked);
    const right = webRtcSide(topic, hub.path(), blocked);
    const [leftHost, rightHost] = [startRecorded(left.transport), startRecorded(right.transport)];
    await until('sighted', () => leftHost.sightedNow.has(right.peer));
    left.transport.dial(right.peer);
    await until('unreachable', () => leftHost.unreachables.length > 0);
    check(leftHost.unreachables[0]?.trouble.kind === 'no-direct-path', 'the dial says why');
    check(leftHost.trouble?.kind === 'no-direct-path', 'the transport says so, too');
    check(rightHost.unreachables.length === 0, 'who did not dial is not told of a dial');
    left.transport.stop();
    right.transport.stop();
  },
};

/** A left side whose raw channel is at hand, to do what our own link never does. */
const startWithRawChannel = async () => {
  const raw: { channel: RTCDataChannel | null; connection: RTCPeerConnection | null } = {
    channel: null,
    connection: null,
  };
  const connect = (configuration: RTCConfiguration): RTCPeerConnection => {
    const connection = new RTCPeerConnection(configuration);
    const create = connection.createDataChannel.bind(connection);
    connection.createDataChannel = (label, options) => {
      raw.channel = create(label, options);
      return raw.channel;
    };
    raw.connection = connection;
    return connection;
  };
  const two = startTwo(1, {}, { connect });
  await two.sighted();
  two.left.transport.dial(two.right.peer);
  await two.linked();
  return { two, raw, right: two.rightHost.links[0]?.listen() };
};

const halfAFrame: WebRtcCase = {
  title: 'half a frame and then the end is `lost`, and never a frame',
  run: async () => {
    const { two, raw, right } = await startWithRawChannel();
    two.leftHost.links[0]?.link.send(new Uint8Array([7]));
    raw.channel?.send(new Uint8Array([0, 100, 1, 2, 3]));
    await until('the whole one is there', () => right?.frames.length === 1);
    raw.connection?.close();
    await until('closed', () => right?.closings.length === 1);
    check(right?.closings[0]?.reason === 'lost', 'lost');
    check(right?.frames.length === 1, 'no part of a frame');
    two.stop();
  },
};

const nonsense: WebRtcCase = {
  title: 'what is no chunk closes the link as `broken`, on both sides',
  run: async () => {
    for (const message of [new Uint8Array([9, 9]), new Uint8Array([1, 5]), 'text']) {
      const { two, raw, right } = await startWithRawChannel();
      const left = two.leftHost.links[0]?.listen();
      if (typeof message === 'string') raw.channel?.send(message);
      else raw.channel?.send(message);
      await until('closed on both sides', () => right?.closings.length === 1 && left?.closings.length === 1);
      check(right?.closings[0]?.reason === 'broken' && left?.closings[0]?.reason === 'broken', 'broken');
      two.stop();
    }
  },
};

const callAgain: WebRtcCase = {
  title: 'a peer that has lost a link which we still hold can call again: the new link replaces the old',
  run: async () => {
    const { two, raw, right } = await startWithRawChannel();
    const left = two.leftHost.links[0]?.listen();
    // The left side gives its link up without the right side hearing of it: its last word is held back.
    if (raw.channel) raw.channel.send = () => undefined;
    if (raw.channel) raw.channel.close = () => undefined;
    left?.link.close('silent');
    two.left.transport.dial(two.right.peer);
    await until('linked anew', () => two.leftHost.links.length === 2 && two.rightHost.links.length === 2);
    check(right?.closings.length === 1, 'the old link is closed before the new one is told');
    const links: (Link | undefined)[] = [two.leftHost.links[1]?.link, two.rightHost.links[1]?.listen().link];
    links[0]?.send(new Uint8Array([1]));
    await until('a frame passes', () => two.rightHost.links[1]?.frames.length === 1);
    two.stop();
  },
};

const goodbye: WebRtcCase = {
  title: 'who stops is known to be gone at once',
  run: async () => {
    const two = startTwo(1);
    await two.sighted();
    two.left.transport.stop();
    await until('gone', () => !two.rightHost.sightedNow.has(two.left.peer));
    two.stop();
  },
};

const sealedOnly: WebRtcCase = {
  title: 'nothing readable passes over the signaling, and who has another password sees nobody',
  run: async () => {
    const two = startTwo(1);
    await two.sighted();
    two.left.transport.dial(two.right.peer);
    await two.linked();
    for (const sealed of two.hub.passed) {
      const bytes = atob(sealed);
      check(bytes.startsWith('\u0007AES-GCM'), 'sealed');
      check(!bytes.includes('announce') && !bytes.includes(two.left.peer), 'not readable');
    }
    const stranger = startRecorded(webRtcSide(freshTopic(), two.hub.path()).transport);
    await pause(50);
    check(stranger.sightedNow.size === 0, 'a stranger sees nobody');
    check(two.leftHost.sightedNow.size === 1, 'nor is it seen');
    two.stop();
  },
};

export const webRtcCases: readonly WebRtcCase[] = [
  crossing,
  withoutSignaling,
  noPath,
  halfAFrame,
  nonsense,
  callAgain,
  goodbye,
  sealedOnly,
];
