/**
 * All signaling paths as one: seals what goes out, opens what comes in, keeps the order, and knows whether any path carries.
 * It does not know what the messages lead to.
 */

import type { Clock } from './clock';
import type { Sealer } from './sealing';
import { createSerial } from './serial';
import { type Message, readMessage, type SignalPath } from './signaling';
import type { PeerId } from './transport';

/** More sealed texts than this waiting to be opened come from no household: what is beyond is passed over. */
const BACKLOG = 512;

export interface SealedPathsListener {
  /** A path has opened, maybe one of several. */
  opened(): void;
  /** No path carries any more, and why. */
  closed(detail: string): void;
  message(message: Message): void;
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
  let listener: SealedPathsListener | null = null;
  /** Sealed beforehand: sealing takes a moment that a page which is being closed does not have. */
  let farewell: string | null = null;

  const take = async (sealed: string, owner: SealedPathsListener): Promise<void> => {
    const message = readMessage(await sealer.open(sealed));
    if (message === null || message.from === self || listener !== owner) return;
    if (addressee(message) === null || addressee(message) === self) owner.message(message);
  };

  const startPath = (path: SignalPath, owner: SealedPathsListener): void =>
    path.start({
      opened: () => {
        carrying.add(path);
        owner.opened();
      },
      closed: (detail) => {
        carrying.delete(path);
        if (carrying.size === 0) owner.closed(detail);
      },
      heard: (sealed) => {
        if (inbox.waiting < BACKLOG) inbox.add(() => take(sealed, owner));
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
        for (const path of carrying) path.send(sealed, addressee(message));
      });
    },
    wake: () => {
      for (const path of paths) path.wake();
    },
    stop: () => {
      listener = null;
      carrying.clear();
      for (const path of paths) path.stop(farewell);
    },
  };
};
