/**
 * The way into a ledger kept here: the first words of a socket decide who it is, its token whether it may stay.
 * It does not know what happens in the room, nor where tokens are kept.
 */

import type { WebSocket } from 'ws';
import type { Clock } from '@/lib/sync/clock';
import { decodeFrame } from '@/lib/sync/frame-codec';
import { isPeerId, newPeerId } from '@/lib/sync/peer-id';
import { FRAME_LIMIT, type Link } from '@/lib/sync/transport';
import { wordFor } from '@/lib/sync/transports/close-reasons';
import { createSocketLink } from '@/lib/sync/transports/socket-link';
import type { Rooms, Visit } from './rooms';
import { CloseCode, watchLife } from './sockets';
import { openStockSocket } from './stock-socket';
import type { Store } from './store';
import type { Entrance, Tokens } from './tokens';
import type { Door } from './upgrades';

/** A client says who it is in its first message, within this. */
const FIRST_WORD_MS = 10_000;
/** Bytes that may come before the token has been looked up. */
const EARLY_LIMIT = 2 * FRAME_LIMIT;
/** A stock client sends all it has in one message. */
const STOCK_LIMIT = 16 * 1024 * 1024;
const NAME_LIMIT = 200;

export interface SyncDoorNeeds {
  /** While the disk takes nothing, nobody is asked for a token: there is none to compare it with. */
  readonly store: Pick<Store, 'ready'>;
  readonly rooms: Rooms;
  readonly tokens: Tokens;
  readonly clock: Clock;
}

const refusals: { readonly [Why in Exclude<Entrance, 'open'>]: readonly [code: number, reason: string] } = {
  missing: [CloseCode.tokenMissing, 'a token of at least 128 bits is needed'],
  // The word of our own protocol: a client of ours shows it as such.
  wrong: [CloseCode.tokenWrong, wordFor('refused')],
  full: [CloseCode.tooMuch, 'this relay takes no further ledgers now'],
  trouble: [CloseCode.trouble, wordFor('disk')],
};

const refuse = (socket: WebSocket, why: Exclude<Entrance, 'open'>): void => socket.close(...refusals[why]);

/** The room of `/sync/<room>`, or null where there is none, or none that can be meant. */
const roomNameOf = ({ pathname }: URL): string | null => {
  try {
    const name = decodeURIComponent(pathname.slice('/sync/'.length));
    return name.length > 0 && name.length <= NAME_LIMIT ? name : null;
  } catch {
    return null; // a stray % is no name
  }
};

/** Keeps what comes while the token is looked up; `take` ends that and gives it back, in order. */
const holdMessages = (socket: WebSocket, arrived: (message: ArrayBuffer) => void) => {
  const early: ArrayBuffer[] = [];
  let bytes = 0;
  const hold = (data: unknown, isBinary: boolean): void => {
    if (!isBinary || !(data instanceof ArrayBuffer))
      return socket.close(CloseCode.malformed, 'not a binary message');
    bytes += data.byteLength;
    if (bytes > EARLY_LIMIT) return socket.close(CloseCode.tooMuch, 'too much before the greeting');
    early.push(data);
    if (early.length === 1) arrived(data);
  };
  socket.on('message', hold);
  return (): ArrayBuffer[] => {
    socket.off('message', hold);
    return early;
  };
};

export const createSyncDoor = ({ store, rooms, tokens, clock }: SyncDoorNeeds): ((address: URL) => Door) => {
  /** Resolves with null where the socket was sent away, or has gone meanwhile. */
  const enter = async (socket: WebSocket, name: string, token: string): Promise<Visit | null> => {
    const ready = await store.ready();
    const entrance = ready.ok ? await tokens.check(name, token) : 'trouble';
    if (entrance !== 'open') {
      refuse(socket, entrance);
      return null;
    }
    if (socket.readyState !== socket.OPEN) return null;
    const entered = await rooms.enter(name);
    if (!entered.ok) {
      refuse(socket, 'trouble');
      return null;
    }
    if (socket.readyState === socket.OPEN) return entered.value;
    entered.value.leave();
    return null;
  };

  const open = async (socket: WebSocket, name: string, token: string, start: (visit: Visit) => Link) => {
    const visit = await enter(socket, name, token);
    if (visit === null) return;
    socket.once('close', visit.leave);
    visit.room.join(start(visit));
  };

  const acceptOurs = (socket: WebSocket, name: string): void => {
    const cancel = clock.after(FIRST_WORD_MS, () => refuse(socket, 'missing'));
    socket.once('close', cancel);
    const take = holdMessages(socket, (first) => {
      cancel();
      const hello = decodeFrame(new Uint8Array(first));
      if (!hello.ok || hello.value.type !== 'hello') return refuse(socket, 'missing');
      const { peer, token } = hello.value;
      if (!isPeerId(peer)) return socket.close(CloseCode.malformed, 'not a name for a peer');
      void open(socket, name, token, () => {
        const early = take();
        const link = createSocketLink({
          peer,
          socket,
          clock,
          heard: () => undefined,
          ended: () => undefined,
        });
        for (const data of early) socket.onmessage?.({ data } as never);
        return link;
      });
    });
  };

  const acceptStock = (socket: WebSocket, name: string, token: string): void => {
    const take = holdMessages(socket, () => undefined);
    const peer = newPeerId(Math.random);
    void open(socket, name, token, ({ room }) =>
      openStockSocket({ socket, room, peer, clock, early: take() }),
    );
  };

  return (address) => {
    const token = address.searchParams.get('token');
    return {
      limit: token === null ? FRAME_LIMIT : STOCK_LIMIT,
      accept: (socket) => {
        watchLife(socket);
        socket.binaryType = 'arraybuffer';
        const name = roomNameOf(address);
        if (name === null) socket.close(CloseCode.malformed, 'no name for a room');
        else if (token === null) acceptOurs(socket, name);
        else acceptStock(socket, name, token);
      },
    };
  };
};
