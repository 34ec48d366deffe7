/**
 * The signaling path through the room itself: neighbors pass sealed words on to peers that are two or more hops away.
 * It does not know what the words say, how neighbors were linked, nor why one peer calls another.
 *
 * Rules are in SPEC.md, [T10]. Presence is what announces peers here, so the path takes only what is for one of them. Each
 * word takes the shortest way that presence shows; failing that the way by which its addressee was last heard from;
 * failing that every way, for a few hops. Nothing goes back to where it came from, and nobody passes a word on twice.
 */

import type { Clock } from './clock';
import type { SignalFrame } from './frames';
import type { Presence } from './noted-words';
import { isPeerId } from './peer-id';
import type { Role } from './room';
import type { SignalListener, SignalPath } from './signaling';
import { createTokenBuckets } from './token-bucket';
import { createTopology } from './topology';
import type { PeerId } from './transport';

/** How often a word may be passed on, and how often when no way is known. */
const HOPS = 8;
const FLOOD_HOPS = 3;
/** Letters of one sealed word: the largest description that may be sealed fits. */
const SEALED_LIMIT = 24 * 1024;
/** One call is a handful of words; a peer that finds itself alone among many makes some ten calls at once. */
const ORIGIN_RATE = { burst: 160, perSecond: 16 };
/** A neighbor passes on for others too, and may claim any origin. */
const NEIGHBOR_RATE = { burst: 640, perSecond: 64 };
/** Words that are remembered, so that none is passed on twice, and ways by which peers were heard from. */
const MEMORY = 4_096;
const WAYS_KEPT = 1_000;

/** A neighbor as the replica has it: an open session. */
export interface RoomNeighbor {
  readonly peer: PeerId;
  readonly role: Role;
  send(frame: SignalFrame): void;
}

/** What the replica shows of its room. */
export interface RoomOutlook {
  /** Who is linked and speaks our frames. */
  neighbors(): readonly RoomNeighbor[];
  /** The words of all others that hold. */
  words(): readonly Presence[];
}

/** Lies between the replica, which holds the sessions, and the transport, which calls through `path`. */
export interface RoomPost {
  readonly path: SignalPath;
  /** To be called once, by the replica. */
  serve(outlook: RoomOutlook): void;
  /** Sessions or presence may have changed. */
  look(): void;
  heard(from: PeerId, frame: SignalFrame): void;
}

/** A set or map that forgets what is oldest. */
const trim = (kept: Set<unknown> | Map<unknown, unknown>, most: number): void => {
  if (kept.size <= most) return;
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
};

const isWellFormed = ({ from, to, hops, sealed }: SignalFrame): boolean =>
  isPeerId(from) && isPeerId(to) && hops <= HOPS && sealed.length <= SEALED_LIMIT;

const nobody: RoomOutlook = { neighbors: () => [], words: () => [] };

export const createRoomPost = (self: PeerId, clock: Clock): RoomPost => {
  const origins = createTokenBuckets(clock, ORIGIN_RATE);
  const carriers = createTokenBuckets(clock, NEIGHBOR_RATE);
  const passed = new Set<string>();
  /** By which neighbor a peer was last heard from. */
  const ways = new Map<PeerId, PeerId>();
  let outlook = nobody;
  let topology = createTopology([], self);
  let neighbors = new Map<PeerId, RoomNeighbor>();
  let listener: SignalListener | null = null;
  let isOpen = false;
  let present: ReadonlySet<PeerId> = new Set();
  let lastId = 0;

  /** Whether a word may be passed on for the first time. */
  const isFirst = ({ from, id }: SignalFrame): boolean => {
    const name = `${from} ${id}`;
    if (passed.has(name)) return false;
    passed.add(name);
    trim(passed, MEMORY);
    return true;
  };

  const noteWay = (from: PeerId, by: PeerId): void => {
    ways.delete(from);
    ways.set(from, by);
    trim(ways, WAYS_KEPT);
  };

  const nextHop = (to: PeerId, open: readonly PeerId[]): PeerId | null => {
    const learned = ways.get(to);
    return topology.nextHop(to, open) ?? (learned !== undefined && open.includes(learned) ? learned : null);
  };

  /** @param cameBy the neighbor that must not get it again; null: it is our own. */
  const pass = (frame: SignalFrame, cameBy: PeerId | null): void => {
    const open = [...neighbors.keys()].filter((peer) => peer !== cameBy && peer !== frame.from);
    const next = nextHop(frame.to, open);
    if (next !== null) return neighbors.get(next)?.send(frame);
    const flooded = { ...frame, hops: Math.min(frame.hops, FLOOD_HOPS) };
    for (const peer of open) neighbors.get(peer)?.send(flooded);
  };

  const close = (owner: SignalListener): void => {
    isOpen = false;
    present = new Set();
    owner.closed('nobody is linked who could pass a signal on');
  };

  const tell = (owner: SignalListener): void => {
    if (neighbors.size === 0) {
      if (isOpen) close(owner);
      return;
    }
    const reachable = topology.reachable([...neighbors.keys()]);
    const isNews = reachable.size !== present.size || [...reachable].some((peer) => !present.has(peer));
    present = reachable;
    if (!isOpen) {
      isOpen = true;
      owner.opened();
    }
    if (isNews) owner.present([...reachable].sort());
  };

  const look = (): void => {
    const linked = outlook.neighbors().filter(({ role }) => role === 'peer');
    neighbors = new Map(linked.map((neighbor) => [neighbor.peer, neighbor]));
    topology = createTopology(outlook.words(), self);
    if (listener !== null) tell(listener);
  };

  const path: SignalPath = {
    name: 'room',
    announces: false,
    start: (owner) => {
      listener = owner;
      isOpen = false;
      present = new Set();
      look();
    },
    send: (sealed, to) => {
      if (!isOpen || to === null || sealed.length > SEALED_LIMIT) return;
      const isKnown = ways.has(to) || present.has(to);
      if (isKnown) pass({ type: 'signal', from: self, to, id: ++lastId, hops: HOPS, sealed }, null);
    },
    wake: look,
    stop: () => {
      listener = null;
    },
  };

  return {
    path,
    serve: (shown) => {
      outlook = shown;
    },
    look,
    heard: (by, frame) => {
      if (!carriers.take(by) || !isWellFormed(frame) || frame.from === self || !isFirst(frame)) return;
      if (!origins.take(frame.from)) return;
      noteWay(frame.from, by);
      if (frame.to === self) listener?.heard(frame.sealed);
      else if (frame.hops > 0) pass({ ...frame, hops: frame.hops - 1 }, by);
    },
  };
};
