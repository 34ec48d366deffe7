/** How the sharing of a book goes, put together for the screen from the replica, the ledger and what is remembered. */

import type { StoredBook } from '@/lib/ledger/browser-store';
import type { Journal } from '@/lib/ledger/journal';
import type { Ledger } from '@/lib/ledger/ledger';
import type { RecordId } from '@/lib/ledger/records';
import type { Replica } from '@/lib/sync/replica';
import type { PeerStatus, RoomStatus } from '@/lib/sync/room-status';
import { strategies, strategyNamed } from '@/lib/sync/strategies/by-name';
import { carriesData, type StrategyName } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { type About, readAbout } from './about';
import type { DeviceSeen, PeerHere, SyncSnapshot, SyncView } from './contract';
import { createLatestChanges, type Holder } from './latest-changes';
import { createLive } from './live';

export type Met = StoredBook['met'];
export type Unshared = StoredBook['unshared'];

export interface SyncViewNeeds {
  readonly ledger: Ledger;
  readonly journal: Journal;
  /** Devices that others left behind on their way to this book. */
  readonly behind: () => ReadonlySet<RecordId>;
  readonly replica: Replica;
  readonly met: Met;
  readonly unshared: Unshared;
  readonly deviceStrategy: StrategyName | null;
  /** Remembers on this device what should survive the page. */
  readonly remember: (what: Partial<Pick<StoredBook, 'met' | 'unshared' | 'strategy'>>) => void;
}

export interface OwnedSyncView extends SyncView {
  /** To be told when the device's record became known. */
  refresh(): void;
  close(): void;
}

/** Status changes come with every frame: the screen is told at most so often. */
const REFRESH_MS = 120;

export const createSyncView = (needs: SyncViewNeeds): OwnedSyncView => {
  const { ledger, journal, replica, remember } = needs;
  const own = new Map(
    Object.entries(needs.unshared).map(([writer, [from, to]]) => [Number.parseInt(writer, 36), { from, to }]),
  );
  let met = needs.met;
  let deviceStrategy = needs.deviceStrategy;
  let editing: { readonly record: RecordId; readonly since: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let remembered = '';

  let lastSeen: readonly PeerStatus[] = [];

  const whoIs = (peer: PeerId): Holder => {
    const here = lastSeen.find((one) => one.peer === peer);
    if (here?.role === 'server') return { kind: 'server' };
    const device = here === undefined ? null : readAbout(here.about).device;
    return device === null ? { kind: 'unknown' } : { kind: 'device', device };
  };

  const latestChanges = createLatestChanges({
    journal,
    holdersOf: replica.holdersOf,
    whoIs,
    hadEverything: () =>
      Object.entries(met).flatMap(([device, { at, lacks }]) => (lacks === 0 ? [[device, at] as const] : [])),
  });
  for (const [writer, { from, to }] of own) latestChanges.follow(writer, from, to);

  const ledgerStrategy = (): StrategyName => strategyNamed(ledger.settings().strategy);
  const strategy = (): StrategyName => deviceStrategy ?? ledgerStrategy();

  const unshared = (): Unshared => {
    const left: Record<string, readonly [number, number]> = {};
    for (const [writer, { from, to }] of own) {
      const held = Math.max(from, replica.heldElsewhere(writer));
      if (held < to) left[writer.toString(36)] = [held, to];
      else own.delete(writer);
    }
    return left;
  };

  const peerHere = (peer: PeerStatus): PeerHere => {
    const about = readAbout(peer.about);
    const device = about.device === null ? null : ledger.device(about.device);
    return {
      peer: peer.peer,
      role: peer.role,
      member: device === null ? null : ledger.member(device.member),
      device: device?.name ?? '',
      lost: (device?.lost ?? null) !== null,
      neighbor: carriesData(peer.exchange),
      rtt: peer.rtt,
      lacks: peer.lacks,
      via: peer.transport,
      editing: about.editing,
      editingSince: about.editing === null ? null : about.since,
    };
  };

  const devicesSeen = (peers: readonly PeerStatus[]): DeviceSeen[] => {
    const here = new Map(peers.map((peer) => [readAbout(peer.about).device, peer]));
    const self = ledger.identity()?.device.id;
    const behind = needs.behind();
    const present = ledger.devices().filter(({ id }) => !behind.has(id));
    return present.map(({ id, name, member, left, lost = null }) => {
      const peer = here.get(id);
      const exact = id === self || (peer !== undefined && peer.lacks !== null);
      return {
        device: id,
        name,
        member: ledger.member(member),
        lost,
        self: id === self,
        here: peer !== undefined || id === self,
        lastSeen: peer !== undefined || id === self ? Date.now() : (met[id]?.at ?? null),
        left: left || null,
        lacks: id === self ? 0 : exact ? (peer?.lacks ?? null) : (met[id]?.lacks ?? null),
        exact,
      };
    });
  };

  const noteMeetings = (peers: readonly PeerStatus[]): void => {
    for (const peer of peers) {
      const { device } = readAbout(peer.about);
      if (device === null) continue;
      met = { ...met, [device]: { at: Date.now(), lacks: peer.lacks ?? met[device]?.lacks ?? null } };
    }
  };

  const electedIn = ({ self, server, peers }: RoomStatus): SyncSnapshot['elected'] => {
    if (server === self) return { peer: null };
    const elected = peers.find(({ peer }) => peer === server);
    return elected === undefined ? null : { peer: peerHere(elected) };
  };

  const sum = (left: Unshared): number =>
    Object.values(left).reduce((total, [from, to]) => total + to - from, 0);

  const look = (): SyncSnapshot => {
    const status = replica.status();
    lastSeen = status.peers;
    noteMeetings(status.peers);
    const left = unshared();
    const linked = status.peers.filter(({ exchange }) => carriesData(exchange));
    return {
      peers: status.peers.map(peerHere),
      devices: devicesSeen(status.peers),
      traffic: status.traffic,
      strategy: strategy(),
      ledgerStrategy: ledgerStrategy(),
      stalled: status.stalled,
      elected: electedIn(status),
      arrivals: { all: status.payloads.received, redundant: status.payloads.redundant },
      troubles: status.troubles,
      refused: status.refused,
      forks: status.forks.length,
      progress: status.progress,
      endings: status.endings,
      allAgree: linked.length > 0 && linked.every(({ agreed }) => agreed),
      unsharedChanges: sum(left),
      latest: latestChanges.look(),
    };
  };

  const cell = createLive<SyncSnapshot>(look());

  const save = (): void => {
    const left = unshared();
    const text = JSON.stringify(left);
    if (text !== remembered) remember({ unshared: left, met });
    remembered = text;
  };

  const refresh = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      cell.set(look());
      save();
    }, REFRESH_MS);
  };

  const tellRoom = (): void => {
    const device = ledger.identity()?.device.id ?? null;
    const about: About = { device, editing: editing?.record ?? null, since: editing?.since ?? null };
    replica.setAbout(JSON.stringify(about));
  };

  const stopGrowth = journal.onGrowth((ranges, origin) => {
    if (origin !== 'local') return;
    for (const { writer, from, to } of ranges) {
      own.set(writer, { from: own.get(writer)?.from ?? from, to });
      latestChanges.follow(writer, from, to);
    }
    refresh();
  });
  const stopReplica = replica.subscribe(refresh);
  const stopLedger = ledger.subscribe(() => {
    replica.setStrategy(strategies[strategy()]);
    tellRoom();
    refresh();
  });
  tellRoom();

  return {
    get: cell.get,
    subscribe: cell.subscribe,
    setStrategy: (name) => {
      const set = ledger.configure({ strategy: name });
      if (!set.ok) console.warn(`The way of sharing could not be changed: ${set.error.kind}`);
      cell.set(look());
    },
    setDeviceStrategy: (name) => {
      deviceStrategy = name;
      remember({ strategy: name });
      replica.setStrategy(strategies[strategy()]);
      cell.set(look());
    },
    setEditing: (record) => {
      editing = record === null ? null : { record, since: Date.now() };
      tellRoom();
    },
    refresh: () => {
      tellRoom();
      refresh();
    },
    close: () => {
      stopGrowth();
      stopReplica();
      stopLedger();
      if (timer !== null) clearTimeout(timer);
      remember({ met, unshared: unshared() });
    },
  };
};
