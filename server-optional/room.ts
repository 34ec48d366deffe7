/**
 * One ledger in use: its journal in memory, its keeper on the disk and its replica among the sockets.
 * It does not know who may enter, nor how a socket becomes a link.
 */

import { randomInt } from 'node:crypto';
import { createJournal } from '@/lib/ledger/journal';
import { ok, type Result } from '@/lib/ledger/result';
import type { Clock } from '@/lib/sync/clock';
import { createReplica } from '@/lib/sync/replica';
import type { Admission, Origin, SharedDocument } from '@/lib/sync/shared-document';
import { fixedServer } from '@/lib/sync/strategies/fixed-server';
import { type Link, RELAY, type Transport, type TransportHost } from '@/lib/sync/transport';
import type { Backlog } from './backlog';
import { createDurableLink } from './durable-link';
import { createKeeper } from './keeper';
import { loadJournal } from './load-journal';
import { createStockAwareness, type StockAwareness } from './stock-awareness';
import type { Store, StoreError } from './store';

export interface Room {
  /** A client's link: from here on the replica speaks over it. */
  join(link: Link): void;
  /** For a stock client's update that is too large for a link's frame. */
  admit(update: Uint8Array, origin: Origin): void;
  readonly awareness: StockAwareness;
  /** Says goodbye to everybody; resolves when everything is on the disk. */
  close(): Promise<void>;
}

export interface RoomNeeds {
  readonly name: string;
  readonly store: Store;
  readonly clock: Clock;
  /** One line for whoever runs the relay. No secrets, and nothing of what entries say. */
  readonly log: (line: string) => void;
  readonly backlog: Backlog;
  /** The disk takes no more: everybody has been sent away, and the room is of no use any longer. */
  readonly failed: () => void;
}

/** Different refusals that are told of one room, so that a broken client cannot fill the log. */
const MOST_LINES = 100;

/** Brings no links about, and hands those that come in to the replica. */
const createArrivals = () => {
  let host: TransportHost | null = null;
  const transport: Transport = {
    name: 'websocket',
    start: (owner) => {
      host = owner;
    },
    dial: () => undefined,
    wake: () => undefined,
    stop: () => {
      host = null;
    },
  };
  const arrive = (link: Link): void => {
    if (host === null) link.close('stopped');
    else host.linked(link);
  };
  return { transport, arrive };
};

/** Names each kind of refusal once per neighbor. */
const createRefusalLog = (log: (line: string) => void) => {
  const told = new Set<string>();
  return (origin: Origin, { refused }: Admission): void => {
    for (const { range, reason } of refused) {
      const what = range === null ? 'an update' : `entries of writer ${range.writer}`;
      const line = `refused ${what} from ${origin}: ${reason}`;
      if (told.has(line) || told.size >= MOST_LINES) continue;
      told.add(line);
      log(line);
    }
  };
};

/** The relay writes nothing of its own, so its writer is never seen. */
const drawWriter = (): number => randomInt(2 ** 32, 2 ** 48 - 1);

type Watch = (update: Uint8Array, origin: Origin, admission: Admission) => void;

/** The document, with every update that knocks at its door told. */
const watched = (document: SharedDocument, watch: Watch): SharedDocument => ({
  ...document,
  admit: (update, origin) => {
    const admission = document.admit(update, origin);
    watch(update, origin, admission);
    return admission;
  },
});

/** Reads the room from the store and starts its replica. */
export const openRoom = async (needs: RoomNeeds): Promise<Result<Room, StoreError>> => {
  const { name, store, clock, backlog, failed } = needs;
  const log = (line: string): void => needs.log(`ledger ${name.slice(0, 8)}: ${line}`);
  const journal = createJournal(drawWriter);
  const tellRefusals = createRefusalLog(log);
  const loaded = await loadJournal(store, name, journal, (admission) => tellRefusals('storage', admission));
  if (!loaded.ok) return loaded;

  const document = watched(journal, (update, origin, admission) => {
    tellRefusals(origin, admission);
    if (admission.accepted.length > 0) keeper.received(update.length);
  });
  const keeper = createKeeper({
    ...loaded.value,
    document,
    store,
    backlog,
    failed: () => {
      replica.stop('disk');
      failed();
    },
  });
  const { transport, arrive } = createArrivals();
  const awareness = createStockAwareness();
  const replica = createReplica({
    self: { peer: RELAY, role: 'server', joinedAt: clock.now() },
    token: '',
    document,
    transports: [transport],
    strategy: fixedServer,
    onKept: keeper.onKept,
    clock,
    random: Math.random,
  });
  replica.start();

  return ok({
    join: (link) => arrive(createDurableLink(link, keeper)),
    admit: (update, origin) => document.admit(update, origin),
    awareness,
    close: async () => {
      replica.stop();
      awareness.close();
      await keeper.close();
    },
  });
};
