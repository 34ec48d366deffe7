/** A page of ours without its screen: a journal and its replica, over WebRTC alone, so that a test can count and compare. */

import { createJournal, type Journal } from '@/lib/ledger/journal';
import { newPeerId } from '@/lib/sync/peer-id';
import { createReplica, type Replica } from '@/lib/sync/replica';
import type { RoomStatus } from '@/lib/sync/room-status';
import { createSealer } from '@/lib/sync/sealing';
import { deriveSealingKey } from '@/lib/sync/sealing-key';
import { createSignalingSocket } from '@/lib/sync/signaling-socket';
import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import { createWebRtcTransport } from '@/lib/sync/transports/webrtc';
import { realClock } from '../support/real-clock';

export interface JournalPage {
  /** @param signaling the address of a signaling server. */
  join(room: string, password: string, signaling: string): void;
  leave(): void;
  /** Writes so many lines of `letters` letters, each an update of its own. */
  write(count: number, letters: number): void;
  entryCount(): number;
  read(writer: number): readonly (readonly unknown[])[];
  /** What the two copies are compared by. */
  digest(): { readonly entries: number; readonly hash: readonly number[] };
  /** The digest of a document that is this update, in base64, let in through the door. */
  digestOf(state: string): { readonly entries: number; readonly hash: readonly number[] };
  status(): RoomStatus | null;
}

const random = Math.random;
const drawWriter = (): number => Math.floor(random() * 2 ** 53);

/** Lines are cut from it, so that they do not compress to nothing. */
const words = Array.from({ length: 64 }, () => random().toString(36).slice(2)).join('');

const lineOf = (place: number, letters: number): readonly (string | number | boolean | null)[] => {
  const start = (place * 7) % (words.length - letters);
  return [
    1,
    1,
    0,
    null,
    0,
    't',
    '2026-03-14',
    'household',
    -1000 - place,
    words.slice(start, start + letters),
    '',
    null,
    '',
    false,
    3_000_000,
  ];
};

const journal = createJournal(drawWriter);
let replica: Replica | null = null;

const digestOf = (of: Journal) => {
  const { entries, hash } = of.digest();
  return { entries, hash: [...hash] };
};

const startReplica = (topic: string, password: string, url: string): Replica => {
  const self = newPeerId(random);
  const means = { clock: realClock, random };
  const randomBytes = (into: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(into);
  const sealer = createSealer({
    password,
    topic,
    randomBytes,
    subtle: crypto.subtle,
    deriveKey: deriveSealingKey,
  });
  const openSocket = (address: string) => new WebSocket(address);
  const transport = createWebRtcTransport({
    ...means,
    self,
    paths: [createSignalingSocket({ ...means, url, topic, openSocket })],
    sealer,
    connect: (configuration) => new RTCPeerConnection(configuration),
  });
  const started = createReplica({
    ...means,
    self: { peer: self, role: 'peer', joinedAt: Date.now() },
    token: '',
    document: journal,
    transports: [transport],
    strategy: nearestPeer,
  });
  started.start();
  return started;
};

window.journalPage = {
  join: (room, password, signaling) => {
    replica = startReplica(room, password, signaling);
  },
  leave: () => replica?.stop(),
  write: (count, letters) => {
    for (let place = 0; place < count; place++) journal.append(() => [lineOf(place, letters)]);
  },
  entryCount: journal.entryCount,
  read: (writer) => journal.read(writer, 0, journal.reach().get(writer) ?? 0),
  digest: () => digestOf(journal),
  digestOf: (state) => {
    const copy = createJournal(drawWriter);
    copy.admit(
      Uint8Array.from(atob(state), (letter) => letter.charCodeAt(0)),
      'stock',
    );
    return digestOf(copy);
  },
  status: () => replica?.status() ?? null,
};

declare global {
  interface Window {
    journalPage: JournalPage;
  }
}
