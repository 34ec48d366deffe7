/**
 * All signaling paths as one: seals what goes out, opens what comes in, keeps the order, and knows whether any path carries.
 * It does not know what the messages lead to. What is for one peer goes over every path that carries: the quickest counts,
 * the copies are harmless, and a path that dies on the way loses nothing.
 */

import type { Clock } from './clock';
import { isStockPeerId } from './peer-id';
import type { Sealer } from './sealing';
import { createSerial } from './serial';
import { type Message, readMessage, type SignalPath } from './signaling';
import type { PeerId } from './transport';

/** More sealed texts than this waiting to be opened come from no household: what is beyond is passed over. */
const BACKLOG = 512;

export interface SealedPathsListener {
  /** A path that takes announcements has opened, maybe one of several. */
  opened(): void;
  /** No path takes announcements any more, and why; there may be others that carry. */
  closed(detail: string): void;
  /** `announced`: it came over a path on which whoever speaks can also be reached later. */
  message(message: Message, announced: boolean): void;
  /** Everyone who can be reached over the other paths now. */
  present(peers: ReadonlySet<PeerId>): void;
}

export interface SealedPaths {
  /** Some path carries now. */
  readonly open: boolean;
  start(listener: SealedPathsListener): void;
  send(message: Message): void;
  wake(): void;
  /** Says goodbye on every path, at once. */
  stop(): void;
}

export interface SealedPathsSetup {
  readonly self: PeerId;
  readonly paths: readonly SignalPath[];
  readonly sealer: Sealer;
  readonly clock: Clock;
}

const addressee = (message: Message): PeerId | null => ('to' in message ? (message.to ?? null) : null);

export const createSealedPaths = ({ self, paths, sealer, clock }: SealedPathsSetup): SealedPaths => {
  const outbox = createSerial(clock);
  const inbox = createSerial(clock);
  const carrying = new Set<SignalPath>();
  const presentOn = new Map<SignalPath, readonly PeerId[]>();
  let listener: SealedPathsListener | null = null;
  /** Sealed beforehand: sealing takes a moment that a page which is being closed does not have. */
  let farewell: string | null = null;

  const take = async (sealed: string, path: SignalPath, owner: SealedPathsListener): Promise<void> => {
    const message = readMessage(await sealer.open(sealed));
    if (message === null || message.from === self || listener !== owner) return;
    if (addressee(message) === null || addressee(message) === self) owner.message(message, path.announces);
  };

  const tellPresent = (owner: SealedPathsListener): void =>
    owner.present(new Set([...presentOn.values()].flat()));

  const closed = (path: SignalPath, detail: string, owner: SealedPathsListener): void => {
    carrying.delete(path);
    if (presentOn.delete(path)) tellPresent(owner);
    if (path.announces && ![...carrying].some(({ announces }) => announces)) owner.closed(detail);
  };

  const startPath = (path: SignalPath, owner: SealedPathsListener): void =>
    path.start({
      opened: () => {
        carrying.add(path);
        if (path.announces) owner.opened();
      },
      closed: (detail) => closed(path, detail, owner),
      heard: (sealed) => {
        if (inbox.waiting < BACKLOG) inbox.add(() => take(sealed, path, owner));
      },
      present: (peers) => {
        presentOn.set(path, peers);
        tellPresent(owner);
      },
    });

  return {
    get open() {
      return carrying.size > 0;
    },
    start: (owner) => {
      listener = owner;
      outbox.add(async () => {
        farewell = await sealer.seal({ type: 'leave', from: self });
      });
      for (const path of paths) startPath(path, owner);
    },
    send: (message) => {
      const owner = listener;
      outbox.add(async () => {
        const sealed = await sealer.seal(message);
        if (listener !== owner) return;
        const to = addressee(message);
        const isOnAllPaths = message.type === 'signal' && !isStockPeerId(to);
        for (const path of carrying) if (path.announces || isOnAllPaths) path.send(sealed, to);
      });
    },
    wake: () => {
      for (const path of paths) path.wake();
    },
    stop: () => {
      listener = null;
      carrying.clear();
      presentOn.clear();
      for (const path of paths) path.stop(farewell);
    },
  };
};
