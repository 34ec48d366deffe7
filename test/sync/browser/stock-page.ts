/** Somebody else's page: a plain Yjs document and the real y-webrtc provider, as its makers ship it. Needs crypto.subtle. */

import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';
import { journalName } from '@/lib/ledger/update-codec';

export interface StockPage {
  /** @param signaling addresses of signaling servers. */
  join(room: string, password: string, signaling: readonly string[]): void;
  leave(): void;
  /** Appends to its own journal, one update for each entry; gives its writer. */
  push(entries: readonly (readonly unknown[])[]): number;
  /** All of them in one update. */
  pushAtOnce(entries: readonly (readonly unknown[])[]): void;
  /** Deletes its own entry at this place. */
  remove(place: number): void;
  entryCount(): number;
  /** Every entry of a writer, in their order. */
  read(writer: number): readonly (readonly unknown[])[];
  writers(): readonly number[];
  /** All of it as one Yjs update, in base64. */
  state(): string;
  pending(): boolean;
}

const doc = new Y.Doc();
let provider: WebrtcProvider | null = null;

const journal = (writer: number): Y.Array<readonly unknown[]> => doc.getArray(journalName(writer));
const reach = (): Map<number, number> => Y.decodeStateVector(Y.encodeStateVector(doc));

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let place = 0; place < bytes.length; place += 8192)
    text += String.fromCharCode(...bytes.subarray(place, place + 8192));
  return btoa(text);
};

window.stock = {
  join: (room, password, signaling) => {
    // No outside STUN server, which simple-peer names unless told otherwise.
    provider = new WebrtcProvider(room, doc, {
      signaling: [...signaling],
      password,
      peerOpts: { config: { iceServers: [] } },
    });
    provider.awareness.setLocalStateField('user', { name: 'Stock' });
  },
  leave: () => provider?.destroy(),
  push: (entries) => {
    for (const entry of entries) journal(doc.clientID).push([entry]);
    return doc.clientID;
  },
  pushAtOnce: (entries) => journal(doc.clientID).push([...entries]),
  remove: (place) => journal(doc.clientID).delete(place, 1),
  entryCount: () => [...reach().values()].reduce((sum, count) => sum + count, 0),
  read: (writer) => journal(writer).toArray(),
  writers: () => [...reach().keys()],
  state: () => toBase64(Y.encodeStateAsUpdate(doc)),
  pending: () => doc.store.pendingStructs !== null,
};

declare global {
  interface Window {
    stock: StockPage;
  }
}
