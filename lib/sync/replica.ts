/**
 * One copy of a shared document among its peers: finds neighbors as the strategy plans, keeps a session with each, and
 * says how things stand. It does not know what the document holds, how frames travel, or how a strategy decides.
 */

import { createAuditor, proofFor } from './auditing';
import { createCarrying } from './carrying';
import { createCatchUp } from './catch-up';
import type { Clock, Random } from './clock';
import type { Frame, Hello } from './frames';
import { PROTOCOL_VERSION } from './frames';
import { createGossip } from './gossip';
import { createNeighborhood } from './neighborhood';
import { createOffice } from './office';
import { createOutlook } from './outlook';
import { createPlanning } from './planning';
import type { Role } from './room';
import { createRoomLog } from './room-log';
import type { RoomPost } from './room-path';
import type { RoomStatus } from './room-status';
import { createSession, type Session, type SessionEvents } from './session';
import type { Reach, SharedDocument } from './shared-document';
import { createSparing } from './sparing';
import { carriesData, type Plan, type Strategy } from './strategy';
import type { CloseReason, Link, PeerId, Transport, TransportHost } from './transport';
import { createUnplanned } from './unplanned';

/** Peers that a neighbor is told of when it is asked to look for others. */
const ALTERNATIVES = 8;

export interface ReplicaNeeds {
  readonly self: { readonly peer: PeerId; readonly role: Role; readonly joinedAt: number };
  /** The room's token, told to the relay alone; '' where there is none. */
  readonly token: string;
  readonly document: SharedDocument;
  /** In the order of preference: of two links to one peer that of the earlier transport stays. */
  readonly transports: readonly Transport[];
  readonly strategy: Strategy;
  /** Tells what has come to a disk that outlives this program, where that is to be said to the neighbors: at the relay. */
  readonly onKept?: (listener: (reach: Reach) => void) => () => void;
  /** Passes signals on through the room, for the transport that calls by them. */
  readonly post?: RoomPost;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Replica {
  start(): void;
  /** Says goodbye to every neighbor, and why. */
  stop(reason?: CloseReason): void;
  /** After sleep, a frozen page or a lost network: look at every link and dial, at once. */
  wake(): void;
  setStrategy(strategy: Strategy): void;
  /** What the others are told of us: JSON of the app's own, at most 2,000 letters. */
  setAbout(about: string): void;
  status(): RoomStatus;
  heldElsewhere(writer: number): number;
  /** Neighbors that have shown, or said themselves, that they have at least so many entries of this writer. */
  holdersOf(writer: number, count: number): PeerId[];
  /** Called when the status may have changed; often. */
  subscribe(listener: () => void): () => void;
}

export const createReplica = (needs: ReplicaNeeds): Replica => {
  const { self, clock, random, transports, document } = needs;
  const sessions = new Map<PeerId, Session>();
  const carrying = createCarrying(clock);
  const unplanned = createUnplanned(clock);
  const neighborhood = createNeighborhood(transports, clock, random);
  const log = createRoomLog();
  const listeners = new Set<() => void>();
  let running = false;
  let hasRun = false;
  let stopKeeping = (): void => undefined;

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const catchUp = createCatchUp({
    onwardFrom: (author) => (planning.isEven() ? gossip.onwardFrom(author) : null),
    self: self.peer,
    document,
    clock,
    random,
    refused: (peer, { refused }) => {
      log.refused(peer, refused);
      changed();
    },
    forked: log.forked,
    unexchanged: (peer, entries) => {
      const detail = `${entries} entries of ${peer}, which speaks y-webrtc or y-websocket alone: too large for one message of it, or turned away`;
      log.pathTroubled(peer, entries === 0 ? null : { kind: 'not-exchanged', detail });
    },
    changed,
  });

  // ---- the room, as the strategy sees it

  const office = createOffice(self.joinedAt, clock);
  const sparing = createSparing(clock);

  const speaking = (): Session[] =>
    [...sessions.values()].filter((session) => session.isOpen && !session.isStock);

  const gossip = createGossip({
    self,
    joinedAt: office.joinedAt,
    clock,
    random,
    neighbors: speaking,
    heard: (hasMoved) => {
      if (hasMoved) planning.inTime();
      changed();
    },
  });

  const auditor = createAuditor({
    document,
    clock,
    random,
    wall: office.wall,
    servedSince: (peer) => carrying.since(sessions.get(peer)),
    isForked: (writer) => log.forks().includes(writer),
    ask: (peer, frame) => sessions.get(peer)?.send(frame),
    judged: () => planning.soon(),
  });

  const outlook = createOutlook({
    self,
    joinedAt: office.joinedAt,
    sessions,
    neighborhood,
    gossip,
    auditor,
    sparing,
    catchUp,
  });

  /** Whoever holds us to be elected is among these. */
  const followers = (): PeerId[] =>
    speaking()
      .filter(({ peer, exchange }) => carriesData(exchange) && outlook.roleOf(peer) === 'peer')
      .map(({ peer }) => peer);

  // ---- following the plan

  /** True if our time of joining has begun anew. */
  const lookAtOffice = (): boolean => {
    const hasRejoined = office.look(planning.plan().server === self.peer, followers());
    if (hasRejoined) gossip.moved();
    return hasRejoined;
  };

  const planned = ({ neighbors, server }: Plan): void => {
    auditor.watch(server === undefined || server === self.peer ? null : server);
    const exchanges = new Map(neighbors.map(({ peer, exchange }) => [peer, exchange]));
    for (const [peer, exchange] of exchanges) sessions.get(peer)?.plan(exchange);
    for (const [peer, session] of sessions) if (!exchanges.has(peer)) session.plan(null);
    follow();
    changed();
  };

  /** What the plan asks for and is not there yet. */
  const follow = (): void => {
    needs.post?.look();
    for (const { peer } of planning.plan().neighbors) if (!sessions.has(peer)) neighborhood.dial(peer);
    for (const session of sessions.values()) carrying.look(session);
    unplanned.close(sessions.values());
    askToSpare();
  };

  const planning = createPlanning({
    clock,
    strategy: needs.strategy,
    room: outlook.room,
    isRunning: () => running,
    hasTurned: lookAtOffice,
    planned,
    follow,
  });

  /** [R8] Nobody is dropped: who has too many links asks, and names others that have fewer. */
  const askToSpare = (): void => {
    const due = sparing.due(planning.plan().spare ?? []);
    if (due.length === 0) return;
    const words = [...outlook.words()].sort((one, other) => one.neighbors.length - other.neighbors.length);
    for (const peer of due) {
      const session = sessions.get(peer);
      const alternatives = words.filter((word) => word.peer !== peer).slice(0, ALTERNATIVES);
      if (session === undefined) continue;
      gossip.name(
        session,
        alternatives.map((word) => word.peer),
      );
      session.send({ type: 'spare' });
    }
  };

  // ---- sessions

  const hear = (session: Session, frame: Frame): void => {
    switch (frame.type) {
      case 'presence':
      case 'board':
      case 'marks':
        return gossip.hear(session, frame);
      case 'signal':
        return needs.post?.heard(session.peer, frame);
      case 'spare':
        sparing.asked(session.peer);
        return planning.soon();
      case 'audit':
        if (frame.serves) office.asked(session.peer);
        return session.send(proofFor(document, frame));
      case 'proof':
        return auditor.proof(session.peer, frame);
      default:
        return catchUp.frame(session, frame);
    }
  };

  const events: SessionEvents = {
    opened: (session) => {
      neighborhood.linked(session.peer);
      log.pathTroubled(session.peer, null);
      carrying.look(session);
      if (!session.isStock) gossip.greet(session);
      catchUp.met(session);
      gossip.moved();
      planning.soon();
      changed();
    },
    frame: hear,
    changed: (session) => {
      carrying.look(session);
      catchUp.met(session);
      unplanned.close(sessions.values());
      changed();
    },
    closed: (session, reason, detail) => {
      if (sessions.get(session.peer) === session) sessions.delete(session.peer);
      unplanned.ended(session);
      log.ended({ at: clock.now(), peer: session.peer, reason, detail }, session.traffic);
      const neverSpoke = session.hello === null && !session.isStock;
      // One that is lost may be gone: others are looked for in its place before it is dialled again.
      if (neverSpoke || reason === 'lost') neighborhood.failed(session.peer);
      auditor.left(session.peer, reason !== 'replaced' && reason !== 'stopped');
      catchUp.left(session);
      gossip.moved();
      planning.soon();
      changed();
    },
  };

  const greeting = (to: PeerId): Hello => ({
    type: 'hello',
    version: PROTOCOL_VERSION,
    peer: self.peer,
    role: self.role,
    joinedAt: office.joinedAt(),
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
    session.plan(planning.plan().neighbors.find(({ peer }) => peer === link.peer)?.exchange ?? null);
    session.begin();
    planning.soon();
  };

  const hostOf = (transport: Transport): TransportHost => ({
    sighted: (peer, { role }) => {
      if (peer === self.peer) return;
      neighborhood.sighted(peer, transport, role);
      planning.inTime();
    },
    vanished: (peer) => {
      neighborhood.vanished(peer, transport);
      planning.soon();
    },
    linked,
    unreachable: (peer, trouble) => {
      neighborhood.failed(peer);
      log.pathTroubled(peer, trouble);
      planning.soon();
      changed();
    },
    troubled: (trouble) => {
      log.troubled(transport.name, trouble);
      changed();
    },
  });

  // ---- how things stand

  const status = (): RoomStatus => {
    const plan = planning.plan();
    const here = new Set(outlook.words().map(({ peer }) => peer));
    return {
      self: self.peer,
      peers: outlook.statuses(),
      server: plan.server ?? null,
      stalled: plan.stalled,
      troubles: log.troubles((peer) => here.has(peer) || outlook.isLinked(peer)),
      refused: log.refusals(),
      forks: log.forks(),
      traffic: log.traffic([...sessions.values()].map(({ traffic }) => traffic)),
      payloads: catchUp.payloads(),
      progress: catchUp.progress(),
      endings: log.endings(),
    };
  };

  needs.post?.serve({
    neighbors: () => speaking().map(({ peer, send }) => ({ peer, role: outlook.roleOf(peer), send })),
    words: outlook.words,
  });

  return {
    start: () => {
      if (running) return;
      running = true;
      if (hasRun) office.rejoin();
      hasRun = true;
      catchUp.start();
      stopKeeping = needs.onKept?.(catchUp.kept) ?? stopKeeping;
      auditor.start();
      for (const transport of transports) transport.start(hostOf(transport));
      planning.begin();
      gossip.start();
    },
    stop: (reason = 'stopped') => {
      if (!running) return;
      gossip.stop();
      for (const session of [...sessions.values()]) session.close(reason);
      running = false;
      stopKeeping();
      catchUp.stop();
      auditor.stop();
      planning.stop();
      for (const transport of transports) transport.stop();
      neighborhood.clear();
      for (const { name } of transports) log.troubled(name, null);
      changed();
    },
    wake: () => {
      neighborhood.forgive();
      for (const session of sessions.values()) session.wake();
      for (const transport of transports) transport.wake();
      planning.soon();
    },
    setStrategy: planning.setStrategy,
    setAbout: gossip.setAbout,
    status,
    heldElsewhere: catchUp.heldElsewhere,
    holdersOf: (writer, count) =>
      [...sessions.values()]
        .filter((session) => catchUp.heldBy(session, writer) >= count)
        .map(({ peer }) => peer),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
