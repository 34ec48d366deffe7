/**
 * Who is there among the stock y-websocket clients of one room, passed on among them in y-protocols' own wire.
 * It does not know our own clients, who have words of their own for that, nor the document.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import { Doc } from 'yjs';

const AWARENESS = 1;
const QUERY_AWARENESS = 3;

/** Bytes of one message, and peers that one client may speak for: far more than cursors and names need. */
const MESSAGE_LIMIT = 64 * 1024;
const STATES_LIMIT = 64;

/** Sends to one client. Called with the same function for the same client. */
type Send = (message: Uint8Array) => void;

interface Changes {
  readonly added: number[];
  readonly updated: number[];
  readonly removed: number[];
}

export interface StockAwareness {
  join(send: Send): void;
  leave(send: Send): void;
  /** false: no message of this protocol, to be heard by others. A message that makes no sense is `malformed`. */
  take(message: Uint8Array, send: Send): boolean | 'malformed';
  close(): void;
}

export const createStockAwareness = (): StockAwareness => {
  // Its timer forgets those who fall silent, so it serves only here, at the edge.
  const awareness = new Awareness(new Doc());
  awareness.setLocalState(null);
  const spokenFor = new Map<Send, Set<number>>();

  const encode = (clients: number[]): Uint8Array =>
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, AWARENESS);
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients));
    });

  const note = (own: Set<number>, { added, updated, removed }: Changes): void => {
    for (const client of [...added, ...updated]) own.add(client);
    for (const client of removed) own.delete(client);
  };

  // To the sender as well: a stock client that hears nothing for 30 s, not even itself, hangs up.
  awareness.on('update', (changes: Changes, origin: unknown) => {
    const own = spokenFor.get(origin as Send);
    if (own !== undefined) note(own, changes);
    const message = encode([...changes.added, ...changes.updated, ...changes.removed]);
    for (const send of [...spokenFor.keys()]) send(message);
  });

  const everyone = (): number[] => [...awareness.getStates().keys()];

  const apply = (message: Uint8Array, send: Send): boolean => {
    if (message.length > MESSAGE_LIMIT) return false;
    try {
      const decoder = decoding.createDecoder(message);
      decoding.readVarUint(decoder);
      applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), send);
    } catch {
      return false; // not JSON, cut short: the caller says so to the client
    }
    return (spokenFor.get(send)?.size ?? 0) <= STATES_LIMIT;
  };

  return {
    join: (send) => {
      spokenFor.set(send, new Set());
      if (everyone().length > 0) send(encode(everyone()));
    },
    leave: (send) => {
      const own = spokenFor.get(send);
      spokenFor.delete(send);
      if (own !== undefined) removeAwarenessStates(awareness, [...own], null);
    },
    take: (message, send) => {
      if (message[0] === QUERY_AWARENESS) send(encode(everyone()));
      else if (message[0] !== AWARENESS) return false;
      else if (!apply(message, send)) return 'malformed';
      return true;
    },
    close: () => awareness.destroy(),
  };
};
