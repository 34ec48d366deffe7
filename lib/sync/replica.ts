/**
 * One copy of a shared document among its peers: finds neighbors as the strategy plans, keeps a session with each, and
 * says how things stand. It does not know what the document holds, how frames travel, or how a strategy decides.
 */

import { createCatchUp } from './catch-up';
import type { Clock, Random } from './clock';
import type { Frame, Hello, Presence } from './frames';
import { PROTOCOL_VERSION } from './frames';
import { createNeighborhood } from './neighborhood';
import { createPresenceBoard, PRESENCE_REFRESH_MS } from './presence';
import type { PeerView, Role, Room } from './room';
import { createRoomLog } from './room-log';
import type { RoomPost } from './room-path';
import type { PeerStatus, RoomStatus } from './room-status';
import { createSession, type Session, type SessionEvents } from './session';
import type { SharedDocument } from './shared-document';
import type { Plan, Strategy } from './strategy';
import { createTimers } from './timers';
import type { Link, PeerId, Transport, TransportHost } from './transport';

/** How often the plan is looked at again without any reason. */
const REPLAN_MS = 1_000;
/** Changes of the room are gathered for so long before the strategy is asked. */
const SETTLE_MS = 20;
/** A session that neither end plans any more is kept so long, lest a change of mind tear it. */
const UNPLANNED_GRACE_MS = 3_000;
/** Changes of one's own word are gathered for so long before it is spread. */
const SPEAK_MS = 150;

export interface ReplicaNeeds {
  readonly self: { readonly peer: PeerId; readonly role: Role; readonly joinedAt: number };
  /** The room's token, told to the relay alone; '' where there is none. */
  readonly token: string;
  readonly document: SharedDocument;
  /** In the order of preference: of two links to one peer that of the earlier transport stays. */
  readonly transports: readonly Transport[];
  readonly strategy: Strategy;
  /** Passes signals on through the room, for the transport that calls by them. */
  readonly post?: RoomPost;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Replica {
  start(): void;
  /** Says goodbye to every neighbor. */
  stop(): void;
  /** After sleep, a frozen page or a lost network: look at every link and dial, at once. */
  wake(): void;
  setStrategy(strategy: Strategy): void;
  /** What the others are told of us: JSON of the app's own, at most 2,000 letters. */
  setAbout(about: string): void;
  status(): RoomStatus;
  heldElsewhere(writer: number): number;
  /** Called when the status may have changed; often. */
  subscribe(listener: () => void): () => void;
}

export const createReplica = (needs: ReplicaNeeds): Replica => {
  const { self, clock, random, transports, document } = needs;
  const sessions = new Map<PeerId, Session>();
  const unplannedSince = new Map<Session, number>();
  const neighborhood = createNeighborhood(transports, clock, random);
  const board = createPresenceBoard(self, clock);
  const log = createRoomLog();
  const listeners = new Set<() => void>();
  const timers = createTimers(clock);
  let strategy = needs.strategy;
  let plan: Plan = { neighbors: [], stalled: null };
  let about = '';
  let running = false;

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const soon = (name: string, ms: number, run: () => void): void => {
    if (running) timers.soon(name, ms, run);
  };

  const catchUp = createCatchUp({
    self: self.peer,
    document,
    clock,
    random,
    refused: (peer, { refused }) => {
      log.refused(peer, refused);
      changed();
    },
    forked: log.forked,
    changed,
  });

  // ---- the room, as the strategy sees it

  const isLinked = (peer: PeerId): boolean => sessions.get(peer)?.isOpen === true;

  const roleOf = (peer: PeerId, word: Presence | undefined): Role =>
    sessions.get(peer)?.hello?.role ?? word?.role ?? neighborhood.roleOf(peer) ?? 'peer';

  const viewOf = (peer: PeerId, word: Presence | undefined): PeerView => ({
    peer,
    role: roleOf(peer, word),
    joinedAt: sessions.get(peer)?.hello?.joinedAt ?? word?.joinedAt ?? 0,
    reachable: neighborhood.isReachable(peer),
    linked: isLinked(peer),
    rtt: sessions.get(peer)?.rtt ?? null,
    failures: neighborhood.failuresOf(peer),
  });

  const words = (): Map<PeerId, Presence> => new Map(board.others(isLinked).map((word) => [word.peer, word]));

  const room = (): Room => {
    const present = words();
    const peers = new Set([...neighborhood.peers(), ...present.keys(), ...sessions.keys()]);
    return { self, peers: [...peers].sort().map((peer) => viewOf(peer, present.get(peer))) };
  };

  // ---- following the plan

  const replan = (): void => {
    needs.post?.look();
    plan = strategy(room());
    const planned = new Map(plan.neighbors.map(({ peer, exchange }) => [peer, exchange]));
    for (const [peer, exchange] of planned) {
      const session = sessions.get(peer);
      if (session === undefined) neighborhood.dial(peer);
      else session.plan(exchange);
    }
    for (const [peer, session] of sessions) if (!planned.has(peer)) session.plan(null);
    closeUnplanned();
    soon('replan', REPLAN_MS, replan);
    changed();
  };

  const replanSoon = (): void => soon('settle', SETTLE_MS, replan);

  /** [R3] A session exists if either end plans it, and ends only when for a while neither did. */
  const closeUnplanned = (): void => {
    for (const session of sessions.values()) {
      if (session.exchange !== null || !session.isOpen) {
        unplannedSince.delete(session);
        continue;
      }
      const since = unplannedSince.get(session) ?? clock.now();
      unplannedSince.set(session, since);
      if (clock.now() - since >= UNPLANNED_GRACE_MS) session.close('unplanned');
    }
  };

  // ---- presence

  const speak = (): void => {
    const word = board.speak(
      [...sessions.values()].filter((s) => s.isOpen).map(({ peer }) => peer),
      about,
    );
    spread([word], null);
  };

  const speakSoon = (): void => soon('speak', SPEAK_MS, speak);

  const speakRegularly = (): void => {
    speak();
    soon('refresh', PRESENCE_REFRESH_MS, speakRegularly);
  };

  const spread = (peers: readonly Presence[], origin: Session | null): void => {
    for (const session of sessions.values())
      if (session !== origin && session.isOpen && !session.isStock) session.send({ type: 'presence', peers });
  };

  const hearPresence = (session: Session, heard: readonly Presence[]): void => {
    const news = board.hear(heard);
    if (news.length === 0) return;
    spread(news, session);
    replanSoon();
    changed();
  };

  // ---- sessions

  const events: SessionEvents = {
    opened: (session) => {
      neighborhood.linked(session.peer);
      log.pathTroubled(session.peer, null);
      if (!session.isStock) session.send({ type: 'presence', peers: board.all() });
      catchUp.met(session);
      speakSoon();
      replanSoon();
      changed();
    },
    frame: (session, frame: Frame) => {
      if (frame.type === 'presence') hearPresence(session, frame.peers);
      else if (frame.type === 'signal') needs.post?.heard(session.peer, frame);
      else catchUp.frame(session, frame);
    },
    changed: (session) => {
      catchUp.met(session);
      closeUnplanned();
      changed();
    },
    closed: (session, reason, detail) => {
      if (sessions.get(session.peer) === session) sessions.delete(session.peer);
      unplannedSince.delete(session);
      log.ended({ at: clock.now(), peer: session.peer, reason, detail }, session.traffic);
      if (session.hello === null && !session.isStock) neighborhood.failed(session.peer);
      catchUp.left(session);
      speakSoon();
      replanSoon();
      changed();
    },
  };

  const greeting = (to: PeerId): Hello => ({
    type: 'hello',
    version: PROTOCOL_VERSION,
    peer: self.peer,
    role: self.role,
    joinedAt: self.joinedAt,
    token: neighborhood.roleOf(to) === 'server' ? needs.token : '',
  });

  const preference = (link: Link): number => transports.findIndex(({ name }) => name === link.transport);

  const linked = (link: Link): void => {
    const known = sessions.get(link.peer);
    if (known !== undefined && preference(known.link) < preference(link)) return link.close('replaced');
    known?.close('replaced');
    const session = createSession({
      link,
      clock,
      greeting: greeting(link.peer),
      greetsFirst: self.role !== 'server',
      events,
    });
    sessions.set(link.peer, session);
    session.plan(plan.neighbors.find(({ peer }) => peer === link.peer)?.exchange ?? null);
    session.begin();
    replanSoon();
  };

  const hostOf = (transport: Transport): TransportHost => ({
    sighted: (peer, { role }) => {
      if (peer === self.peer) return;
      neighborhood.sighted(peer, transport, role);
      replanSoon();
    },
    vanished: (peer) => {
      neighborhood.vanished(peer, transport);
      replanSoon();
    },
    linked,
    unreachable: (peer, trouble) => {
      neighborhood.failed(peer);
      log.pathTroubled(peer, trouble);
      replanSoon();
      changed();
    },
    troubled: (trouble) => {
      log.troubled(transport.name, trouble);
      changed();
    },
  });

  // ---- how things stand

  const statusOf = (peer: PeerId, word: Presence | undefined): PeerStatus => {
    const session = sessions.get(peer);
    const open = session?.isOpen === true ? session : undefined;
    const standing = open === undefined ? null : catchUp.standingOf(open);
    return {
      peer,
      role: roleOf(peer, word),
      about: word?.about ?? '',
      linked: open !== undefined,
      exchange: open?.exchange ?? null,
      transport: open?.link.transport ?? null,
      rtt: open?.rtt ?? null,
      agreed: standing?.agreed ?? false,
      lacks: standing?.lacks ?? null,
    };
  };

  const status = (): RoomStatus => {
    const present = words();
    const open = [...sessions.values()].filter((session) => session.isOpen);
    const peers = new Set([...present.keys(), ...open.map(({ peer }) => peer)]);
    return {
      peers: [...peers].sort().map((peer) => statusOf(peer, present.get(peer))),
      stalled: plan.stalled,
      troubles: log.troubles((peer) => present.has(peer)),
      refused: log.refusals(),
      forks: log.forks(),
      traffic: log.traffic([...sessions.values()].map(({ traffic }) => traffic)),
      progress: catchUp.progress(),
      endings: log.endings(),
    };
  };

  needs.post?.serve({
    neighbors: () =>
      [...sessions.values()]
        .filter((session) => session.isOpen && !session.isStock)
        .map(({ peer, send }) => ({ peer, role: roleOf(peer, undefined), send })),
    words: () => board.others(isLinked),
  });

  return {
    start: () => {
      if (running) return;
      running = true;
      catchUp.start();
      for (const transport of transports) transport.start(hostOf(transport));
      replan();
      speakRegularly();
    },
    stop: () => {
      if (!running) return;
      spread([board.speak([], null)], null);
      for (const session of [...sessions.values()]) session.close('stopped');
      running = false;
      catchUp.stop();
      timers.clear();
      for (const transport of transports) transport.stop();
      neighborhood.clear();
      for (const { name } of transports) log.troubled(name, null);
      changed();
    },
    wake: () => {
      neighborhood.forgive();
      for (const session of sessions.values()) session.wake();
      for (const transport of transports) transport.wake();
      replanSoon();
    },
    setStrategy: (next) => {
      if (next === strategy) return;
      strategy = next;
      if (running) replan();
    },
    setAbout: (next) => {
      if (next === about) return;
      about = next;
      speakSoon();
    },
    status,
    heldElsewhere: catchUp.heldElsewhere,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
