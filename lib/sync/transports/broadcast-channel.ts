/**
 * The transport between pages of one browser profile, and between two peers in one page: links over a BroadcastChannel.
 * It does not know tabs, nor what the frames mean.
 *
 * Everyone on the channel hears every post; those that are not addressed to us are passed over. When two dials cross, that of
 * the peer with the lower id stands. When a page is closed, call `stop`: it says goodbye in the same breath.
 */

import type { Clock, Random } from '../clock';
import { newPeerId } from '../peer-id';
import type { PeerId, Transport, TransportHost, TransportTrouble } from '../transport';
import { type BroadcastLink, createBroadcastLink } from './broadcast-link';
import { type LinkPost, type Post, readPost } from './broadcast-posts';

/** A page that does not answer for so long is gone without a word, or asleep: it announces itself when it wakes. */
const PATIENCE_MS = 4000;

export type Channel = Pick<BroadcastChannel, 'onmessage' | 'postMessage' | 'close'>;

export interface BroadcastSetup {
  readonly self: PeerId;
  readonly topic: string;
  readonly clock: Clock;
  readonly random: Random;
  /** `(name) => new BroadcastChannel(name)`; undefined where the browser has none. */
  readonly openChannel: ((name: string) => Channel) | undefined;
  /** Milliseconds for a dial to be answered; 4 s unless said otherwise. */
  readonly patience?: number;
}

interface Dial {
  readonly nonce: string;
  readonly cancel: () => void;
}

const UNSUPPORTED: TransportTrouble = { kind: 'unsupported', detail: 'this browser has no BroadcastChannel' };
const NO_ANSWER: TransportTrouble = { kind: 'unreachable', detail: 'the other page does not answer' };

export const createBroadcastTransport = (setup: BroadcastSetup): Transport => {
  const { self, clock, random, patience = PATIENCE_MS } = setup;
  const links = new Map<PeerId, BroadcastLink>();
  const dials = new Map<PeerId, Dial>();
  const sighted = new Set<PeerId>();
  let channel: Channel | null = null;
  let host: TransportHost | null = null;

  const post = (message: Post): void => channel?.postMessage(message);

  const forgetDial = (peer: PeerId): void => {
    dials.get(peer)?.cancel();
    dials.delete(peer);
  };

  const vanish = (peer: PeerId): void => {
    if (sighted.delete(peer)) host?.vanished(peer);
  };

  /** `agree` tells the other side, once the link can be found, and before anything is sent over it. */
  const link = (peer: PeerId, nonce: string, agree: () => void): void => {
    forgetDial(peer);
    const before = links.get(peer);
    const made: BroadcastLink = createBroadcastLink({
      peer,
      nonce,
      post: (content) => post({ ...content, from: self, to: peer, nonce }),
      ended: () => {
        if (links.get(peer) === made) links.delete(peer);
      },
    });
    links.set(peer, made);
    before?.close('replaced', 'the other page has dialled again');
    agree();
    host?.linked(made);
  };

  const noAnswer = (peer: PeerId): void => {
    dials.delete(peer);
    vanish(peer);
    host?.unreachable(peer, NO_ANSWER);
  };

  const dialled = ({ from, nonce }: LinkPost): void => {
    if (dials.has(from) && self < from) return; // our dial stands, and is being accepted
    link(from, nonce, () => post({ kind: 'accept', from: self, to: from, nonce }));
  };

  const onLink = (message: LinkPost): void => {
    const { from, nonce } = message;
    const open = links.get(from);
    if (message.kind === 'dial') dialled(message);
    else if (message.kind === 'accept' && dials.get(from)?.nonce === nonce)
      link(from, nonce, () => undefined);
    else if (open?.nonce === nonce) open.take(message);
    else if (message.kind !== 'close') post({ kind: 'close', from: self, to: from, nonce, reason: 'lost' });
  };

  const left = (peer: PeerId): void => {
    links.get(peer)?.left();
    vanish(peer);
  };

  const heard = (message: Post | null): void => {
    if (message === null || host === null) return;
    const { from } = message;
    if (message.kind === 'leave') return left(from);
    if (!sighted.has(from)) {
      sighted.add(from);
      host.sighted(from, { role: 'peer' });
    }
    if (message.kind === 'announce') post({ kind: 'here', from: self, to: from });
    else if (message.kind !== 'here') onLink(message);
  };

  return {
    name: 'broadcast-channel',
    start: (owner) => {
      host = owner;
      if (!setup.openChannel) return owner.troubled(UNSUPPORTED);
      channel = setup.openChannel(`wespend/${setup.topic}`);
      channel.onmessage = ({ data }: MessageEvent<unknown>) => heard(readPost(data, self));
      post({ kind: 'announce', from: self });
    },
    dial: (peer) => {
      if (host === null || links.has(peer) || dials.has(peer)) return;
      const nonce = newPeerId(random);
      dials.set(peer, { nonce, cancel: clock.after(patience, () => noAnswer(peer)) });
      post({ kind: 'dial', from: self, to: peer, nonce });
    },
    wake: () => {
      post({ kind: 'announce', from: self });
      for (const open of links.values()) open.check();
    },
    stop: () => {
      host = null;
      for (const peer of [...dials.keys()]) forgetDial(peer);
      for (const open of [...links.values()]) open.close('stopped');
      post({ kind: 'leave', from: self });
      channel?.close();
      channel = null;
      sighted.clear();
    },
  };
};
