/**
 * The transport between browsers: announces this peer on the signaling paths, and calls or answers others over WebRTC.
 * It does not know which paths there are, who should be dialled, or what the frames mean.
 *
 * Links outlive the paths they were found by: with no path left nobody can be dialled, and all that are linked stay so. No
 * third party is contacted: there are no ICE servers unless they are given. When a page is closed, call `stop`: it says
 * goodbye and closes every connection in the same breath.
 */

import type { Clock, Random } from '../clock';
import { isStockPeerId } from '../peer-id';
import { createSealedPaths } from '../sealed-paths';
import type { Sealer } from '../sealing';
import type { Message, SignalPath } from '../signaling';
import type { PeerId, Transport, TransportHost, TransportTrouble } from '../transport';
import { createSightings } from './sightings';
import { createWebRtcPeer, type WebRtcPeer } from './webrtc-peer';

const PATIENCE_MS = 8000;
/** Between two announcements, give or take a fifth, so that a household does not speak in step. */
const ROUND_MS = 25_000;

export interface WebRtcSetup {
  readonly self: PeerId;
  readonly paths: readonly SignalPath[];
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  /** `(configuration) => new RTCPeerConnection(configuration)`; undefined where the browser has none. */
  readonly connect: ((configuration: RTCConfiguration) => RTCPeerConnection) | undefined;
  /** STUN and TURN servers that the people of this ledger have chosen; none unless they did. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Milliseconds for a dial to become a link; 8 s unless said otherwise. */
  readonly patience?: number;
}

const UNSUPPORTED: TransportTrouble = { kind: 'unsupported', detail: 'this browser has no WebRTC' };
const NO_PATH: TransportTrouble = { kind: 'unreachable', detail: 'there is no way yet to send a signal' };

export const createWebRtcTransport = (setup: WebRtcSetup): Transport => {
  const { self, clock, random } = setup;
  const paths = createSealedPaths(setup);
  /** Who announced itself, and who is known to be in the room: either can be dialled. */
  const sightings = createSightings();
  let present: ReadonlySet<PeerId> = new Set();
  const peers = new Map<PeerId, WebRtcPeer>();
  /** Peers that answered, but to whom no way was found. */
  const pathless = new Set<PeerId>();
  let host: TransportHost | null = null;
  let pathTrouble: TransportTrouble | null = null;
  let told: string | null = null;
  let cancelRound: () => void = () => undefined;

  const currentTrouble = (): TransportTrouble | null => {
    if (pathTrouble !== null || pathless.size === 0) return pathTrouble;
    return { kind: 'no-direct-path', detail: `no direct way was found to ${pathless.size} of the others` };
  };
  const tellTrouble = (): void => {
    const trouble = currentTrouble();
    const now = trouble && `${trouble.kind} ${trouble.detail}`;
    if (now === told) return;
    told = now;
    host?.troubled(trouble);
  };

  const isInSight = (peer: PeerId): boolean => sightings.has(peer) || present.has(peer);

  const vanished = (peer: PeerId): void => {
    pathless.delete(peer);
    host?.vanished(peer);
    if (peers.get(peer)?.idle) peers.delete(peer);
  };

  const failed = (peer: PeerId, trouble: TransportTrouble, dialled: boolean): void => {
    if (trouble.kind === 'no-direct-path') pathless.add(peer);
    tellTrouble();
    if (dialled) host?.unreachable(peer, trouble);
  };

  const newPeer = (
    peer: PeerId,
    connect: (configuration: RTCConfiguration) => RTCPeerConnection,
  ): WebRtcPeer =>
    createWebRtcPeer({
      peer,
      clock,
      random,
      patience: setup.patience ?? PATIENCE_MS,
      connect: () => connect({ iceServers: [...(setup.iceServers ?? [])] }),
      emit: (token, signal) => paths.send({ type: 'signal', from: self, to: peer, token, signal }),
      linked: (link) => {
        pathless.delete(peer);
        tellTrouble();
        host?.linked(link);
      },
      failed: (trouble, dialled) => failed(peer, trouble, dialled),
    });

  const peerFor = (peer: PeerId): WebRtcPeer | null => {
    const known = peers.get(peer);
    if (known !== undefined || setup.connect === undefined) return known ?? null;
    const made = newPeer(peer, setup.connect);
    peers.set(peer, made);
    return made;
  };

  const loseSight = (lost: Iterable<PeerId>): void => {
    for (const peer of lost) if (!isInSight(peer)) vanished(peer);
    tellTrouble();
  };

  /** A stock peer is not dialled, and so never in sight: it calls whoever announces itself. */
  const invite = ({ type, from }: Message): void => {
    if (type === 'announce') paths.send({ type: 'announce', from: self, to: from });
  };

  const heardAnnounced = (message: Message): void => {
    const { from } = message;
    if (isStockPeerId(from)) return invite(message);
    if (message.type === 'leave') return sightings.left(from) ? loseSight([from]) : undefined;
    const news = sightings.heard(from);
    if (news) host?.sighted(from, { role: 'peer' });
    if (message.type === 'announce' && message.to === undefined && (news || !message.renewal))
      paths.send({ type: 'announce', from: self, to: from });
  };

  const heard = (message: Message, announced: boolean): void => {
    if (announced) heardAnnounced(message);
    if (message.type === 'signal') peerFor(message.from)?.take(message);
  };

  const presenceChanged = (peers: ReadonlySet<PeerId>): void => {
    const before = present;
    present = peers;
    for (const peer of peers) if (!before.has(peer)) host?.sighted(peer, { role: 'peer' });
    loseSight(before);
  };

  const scheduleRound = (): void => {
    cancelRound = clock.after(ROUND_MS * (0.8 + 0.4 * random()), () => {
      loseSight(sightings.round());
      loseSight([...peers.keys()].filter((peer) => peers.get(peer)?.idle));
      if (paths.open) paths.send({ type: 'announce', from: self, renewal: true });
      scheduleRound();
    });
  };

  const start = (): void => {
    scheduleRound();
    paths.start({
      opened: () => {
        pathTrouble = null;
        tellTrouble();
        paths.send({ type: 'announce', from: self });
      },
      closed: (detail) => {
        pathTrouble = { kind: 'unreachable', detail };
        for (const [peer, calls] of peers) if (!present.has(peer)) calls.pathLost();
        loseSight(sightings.clear());
      },
      message: heard,
      present: presenceChanged,
    });
  };

  return {
    name: 'webrtc',
    start: (owner) => {
      host = owner;
      if (setup.connect) start();
      else owner.troubled(UNSUPPORTED);
    },
    dial: (peer) => {
      const asked = host;
      if (asked === null) return;
      if (paths.open) peerFor(peer)?.dial();
      else clock.after(0, () => host === asked && asked.unreachable(peer, pathTrouble ?? NO_PATH));
    },
    wake: () => {
      if (host === null || setup.connect === undefined) return;
      for (const peer of [...peers.values()]) peer.check();
      paths.wake();
      if (paths.open) paths.send({ type: 'announce', from: self });
    },
    stop: () => {
      if (host === null) return;
      host = null;
      cancelRound();
      if (setup.connect) paths.stop();
      for (const peer of [...peers.values()]) peer.stop();
      peers.clear();
      sightings.clear();
      present = new Set();
      pathless.clear();
      pathTrouble = null;
      told = null;
    },
  };
};
