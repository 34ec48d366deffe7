/**
 * Who joins, leaves and writes when, drawn from the seed alone: the same work for every pattern.
 * It does not know the patterns, nor the faults that befall them.
 */

import type { Random } from '@/lib/sync/clock';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { Parameters } from './parameters';

/** The founders join within so long, and settle before the work begins. In ms, as all times here. */
const GATHERING_MS = 4_000;
const WORK_BEGINS_MS = 8_000;
/** At the end nobody writes, so that all can come to agree; at most a quarter of the run. */
const QUIET_MS = 10_000;
/** A newcomer takes the place of one who left after so long. */
const VACANT_MS = 1_500;

export type Happening =
  | { readonly at: number; readonly kind: 'join'; readonly who: number; readonly place: number }
  /** `politely`: with a goodbye; else as when a process is killed. */
  | { readonly at: number; readonly kind: 'leave'; readonly who: number; readonly politely: boolean }
  | { readonly at: number; readonly kind: 'edit'; readonly who: number };

export interface Schedule {
  /** In the order of time. Peers have numbers that are never used again; places in the picture are. */
  readonly happenings: readonly Happening[];
  readonly workBegins: number;
  readonly workEnds: number;
}

interface Seat {
  readonly who: number;
  readonly place: number;
}

/** `perMinute` moments between the two, in order. */
const moments = (random: Random, perMinute: number, from: number, to: number): number[] => {
  const count = Math.round((perMinute * (to - from)) / 60_000);
  return Array.from({ length: count }, () => from + (to - from) * random()).sort((one, other) => one - other);
};

const pick = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[Math.floor(random() * items.length)];

export const drawSchedule = (parameters: Parameters): Schedule => {
  const { peers, edits, churn, seconds, seed } = parameters;
  const random = createSeededRandom(seed);
  const workEnds = seconds * 1_000 - Math.min(QUIET_MS, seconds * 250);
  const happenings: Happening[] = [];
  const seats: Seat[] = [];
  const joinedAt: number[] = [];
  let next = 0;

  const join = (at: number, place: number): void => {
    happenings.push({ at, kind: 'join', who: next, place });
    seats.push({ who: next, place });
    joinedAt.push(at);
    next++;
  };

  const leave = (at: number): void => {
    const leaver = pick(random, seats);
    if (leaver === undefined || seats.length < 2) return;
    seats.splice(seats.indexOf(leaver), 1);
    happenings.push({ at, kind: 'leave', who: leaver.who, politely: random() < 0.5 });
    join(at + VACANT_MS, leaver.place);
  };

  /** A newcomer has its seat from the moment its forerunner left, and writes once it is there. */
  const write = (at: number): void => {
    const here = seats.filter(({ who }) => (joinedAt[who] ?? at) < at);
    const author = pick(random, here);
    if (author !== undefined) happenings.push({ at, kind: 'edit', who: author.who });
  };

  for (let place = 0; place < peers; place++) join((place * GATHERING_MS) / peers, place);
  const work = [
    ...moments(createSeededRandom(seed + 1), edits, WORK_BEGINS_MS, workEnds).map((at) => ({
      at,
      act: write,
    })),
    ...moments(createSeededRandom(seed + 2), churn, WORK_BEGINS_MS, workEnds).map((at) => ({
      at,
      act: leave,
    })),
  ].sort((one, other) => one.at - other.at);
  for (const { at, act } of work) act(at);
  return {
    happenings: happenings.sort((one, other) => one.at - other.at),
    workBegins: WORK_BEGINS_MS,
    workEnds,
  };
};
