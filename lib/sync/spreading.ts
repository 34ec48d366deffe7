/**
 * How new entries cross the room: sent along the shortest ways from their author where everybody knows them, else over eager
 * links, which in time make a tree; announced over all others, which mends what a way has lost; sent over all links of a full
 * exchange. SPEC.md, rules C4, C10 and C16.
 * It does not know how entries are asked for, nor what they say.
 */

import type { Clock, Random } from './clock';
import { type Frame, MOST_ANNOUNCED } from './frames';
import { lack } from './questions';
import type { Session } from './session';
import type { Admission, Origin, Range, SharedDocument } from './shared-document';
import { joined, noteHeld, noteSent, type Standing, stillMissing, unheldBy } from './standing';
import type { PeerId } from './transport';

/**
 * Announcements are gathered for so long, and somewhat longer by chance: of two that would announce the same to each
 * other one comes first, and the other need not.
 */
const ANNOUNCE_MS = 60;
const ANNOUNCE_SPREAD_MS = 120;
/**
 * What is announced mostly comes by the tree: asked for only after this, and the way itself. Far apart by chance, lest all
 * who are cut off together ask together, where one link is enough.
 */
const PATIENCE_MS = 150;
const PATIENCE_SPREAD_MS = 450;
const UNKNOWN_ROUND_TRIP_MS = 100;
/** An update crosses the room in about this. */
const UNDER_WAY_MS = 400;
/** With so few neighbors every link stays eager: nothing is quicker, and there is little to save. */
const FEW_NEIGHBORS = 3;
/** More writers than this were a bulk, of which the digest tells. */
const MOST_WRITERS = MOST_ANNOUNCED / 8;

export interface SpreadingNeeds {
  readonly document: SharedDocument;
  readonly clock: Clock;
  readonly random: Random;
  readonly standings: ReadonlyMap<Session, Standing>;
  readonly flows: (session: Session) => boolean;
  /** A large answer is coming in: what it brings is announced at its end. */
  readonly isBulk: () => boolean;
  /** To whom what this author wrote goes on from here, by everybody's shortest ways; null where that is not known. */
  readonly onwardFrom: (author: number) => Onward;
}

/** New entries that are to go on. */
export interface News {
  readonly ranges: readonly Range[];
  readonly origin: Origin;
  /** They came in a large answer: most neighbors have them, so they are announced only. */
  readonly isFromBulk: boolean;
  /** The mark of the peer that wrote them; null where that is not known. */
  readonly author: number | null;
}

/** The neighbors to whom news goes on by shortest ways; null: over eager links. */
type Onward = ReadonlySet<PeerId> | null;

export interface Spreading {
  passOn(news: News): void;
  /** What became of an update that came unasked. */
  received(session: Session, standing: Standing, admission: Admission): void;
  announced(session: Session, standing: Standing, ranges: readonly Range[]): void;
  pruned(standing: Standing): void;
  grafted(standing: Standing): void;
  /** How long, in ms, to wait for what should come by another way before it is asked for. */
  patience(session: Session | null): number;
  left(): void;
  stop(): void;
}

/**
 * Links are pruned by the updates of one writer at a time, the same one all over the room: if every circle were cut by
 * whatever goes round it, those under way at once would cut it twice.
 */
const createLeading = (clock: Clock) => {
  const lately = new Map<number, number>();
  return {
    note: (ranges: readonly Range[]): void => {
      const now = clock.now();
      for (const { writer } of ranges) lately.set(writer, now);
      for (const [writer, at] of lately) if (now - at > UNDER_WAY_MS) lately.delete(writer);
    },
    isLeading: (writer: number): boolean => {
      const oldest = clock.now() - UNDER_WAY_MS;
      return [...lately].every(([other, at]) => other >= writer || at < oldest);
    },
  };
};

export const createSpreading = (needs: SpreadingNeeds): Spreading => {
  const { document, clock, random, standings, flows } = needs;
  const leading = createLeading(clock);
  let cancelAnnounce: (() => void) | null = null;

  const neighbors = (): Standing[] =>
    [...standings].filter(([session]) => flows(session) && !session.isStock).map(([, standing]) => standing);

  const hasFew = (): boolean => neighbors().length <= FEW_NEIGHBORS;

  const push = (
    session: Session,
    standing: Standing,
    ranges: readonly Range[],
    author: number | null,
  ): void => {
    const updates = [...document.updatesFor(ranges)];
    session.stream(
      updates.map((update): Frame => {
        const isKnown = author !== null && !session.isStock;
        return { type: 'update', update, ...(isKnown ? { author } : {}) };
      }),
      () => undefined,
    );
    noteSent(standing, ranges);
  };

  const announce = (session: Session, standing: Standing): void => {
    const ranges = joined(unheldBy(standing, standing.news));
    standing.news = [];
    if (ranges.length > 0 && ranges.length <= MOST_WRITERS && flows(session))
      session.send({ type: 'have', ranges });
  };

  const announceSoon = (): void => {
    cancelAnnounce ??= clock.after(ANNOUNCE_MS + ANNOUNCE_SPREAD_MS * random(), () => {
      cancelAnnounce = null;
      if (needs.isBulk()) return announceSoon();
      for (const [session, standing] of standings) if (standing.news.length > 0) announce(session, standing);
    });
  };

  const keepForLater = (standing: Standing, ranges: readonly Range[]): void => {
    standing.news = joined([...standing.news, ...ranges]);
    announceSoon();
  };

  /** Where some links tell who is here and carry no data, the ways that are drawn are not those that data takes. */
  const onwardFrom = (author: number | null): Onward => {
    const carryAll = [...standings.keys()].every((session) => !session.isOpen || flows(session));
    return author === null || !carryAll ? null : needs.onwardFrom(author);
  };

  const isOnWay = ({ peer }: Session, standing: Standing, onward: Onward): boolean =>
    onward === null ? !standing.isLazy : onward.has(peer);

  const tell = (session: Session, standing: Standing, news: News, onward: Onward): void => {
    const unforked = news.ranges.filter(({ writer }) => !standing.forks.has(writer));
    const isFull = session.exchange === 'full';
    const wanted = isFull ? unforked : unheldBy(standing, news.ranges);
    if (wanted.length === 0) return;
    if (session.isStock || (!news.isFromBulk && (isFull || isOnWay(session, standing, onward))))
      push(session, standing, wanted, news.author);
    else if (!isFull) keepForLater(standing, wanted);
  };

  const roundTrip = (session: Session | null): number => session?.rtt ?? UNKNOWN_ROUND_TRIP_MS;

  /** Updates that crossed a prune are no reason to say it again, nor to think better of it. */
  const isSettled = (session: Session, standing: Standing): boolean =>
    clock.now() - standing.prunedAt >= 2 * roundTrip(session);

  const prune = (session: Session, standing: Standing): void => {
    if (!isSettled(session, standing) || hasFew()) return;
    session.send({ type: 'prune' });
    standing.isLazy = true;
    standing.prunedAt = clock.now();
  };

  const patience = (session: Session | null): number =>
    PATIENCE_MS + PATIENCE_SPREAD_MS * random() + roundTrip(session);

  return {
    passOn: (news) => {
      leading.note(news.ranges);
      const onward = onwardFrom(news.author);
      // Whoever begins without knowing its ways names no author, so that all go by the eager links.
      const isUnnamed = news.origin === 'local' && onward === null;
      const named = isUnnamed ? { ...news, author: null } : news;
      for (const [session, standing] of standings)
        if (flows(session) && session.peer !== news.origin) tell(session, standing, named, onward);
    },
    received: (session, standing, { accepted, known }) => {
      if (session.isStock || session.exchange === 'full') return;
      if (accepted.length > 0) {
        if (isSettled(session, standing)) standing.isLazy = false;
      } else if (known.some(({ writer }) => leading.isLeading(writer))) prune(session, standing);
    },
    announced: (session, standing, ranges) => {
      noteHeld(standing, ranges);
      const due = clock.now() + patience(session);
      const missing = stillMissing(ranges, document.reach(), standing);
      lack(
        standing,
        missing.map(({ writer, to }) => ({
          writer,
          from: document.reach().get(writer) ?? 0,
          to,
          due,
          announced: true,
        })),
      );
    },
    pruned: (standing) => {
      standing.isLazy = true;
      standing.prunedAt = clock.now();
    },
    grafted: (standing) => {
      standing.isLazy = false;
    },
    patience,
    left: () => {
      if (hasFew()) for (const standing of neighbors()) standing.isLazy = false;
    },
    stop: () => {
      cancelAnnounce?.();
      cancelAnnounce = null;
    },
  };
};
