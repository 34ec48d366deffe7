/**
 * One newcomer's joining, message by message: the article's Figure 5. It does not know how it is drawn.
 */

import { decodeFrame } from '@/lib/sync/frame-codec';
import type { Frame } from '@/lib/sync/frames';
import type { StrategyName } from '@/lib/sync/strategy';
import { kindOfType } from './frame-kinds';
import type { Parameters } from './parameters';
import { createPatternRun } from './pattern-run';
import type { Schedule } from './schedule';

/** Few enough to draw a line for each. */
const NEIGHBORS = 4;
const SETTLED_MS = 12_000;
const WATCHED_MS = 3_000;

export interface JoinStep {
  /** Milliseconds since the newcomer came. */
  readonly at: number;
  /** 0 is the newcomer; its neighbors follow. */
  readonly from: number;
  readonly to: number;
  readonly frame: Frame['type'];
  /** How many of the kind followed each other, and their bytes in all. */
  readonly count: number;
  readonly bytes: number;
  /** Of the newcomer's entries, after it. */
  readonly entries: number;
}

export interface JoinTrace {
  readonly pattern: StrategyName;
  /** Names of the columns, the newcomer first. */
  readonly columns: readonly string[];
  readonly steps: readonly JoinStep[];
  /** Greetings, plans, signs of life and words of presence, which are left out. */
  readonly leftOut: number;
  /** Entries in the room. */
  readonly entries: number;
}

const joins = (count: number): Schedule => ({
  happenings: [
    ...Array.from({ length: count }, (_, who) => ({ at: who * 200, kind: 'join' as const, who, place: who })),
    { at: SETTLED_MS, kind: 'join', who: count, place: count },
  ],
  workBegins: SETTLED_MS,
  workEnds: SETTLED_MS,
});

const follows = (before: JoinStep | undefined, next: JoinStep): before is JoinStep =>
  before !== undefined && before.from === next.from && before.to === next.to && before.frame === next.frame;

/** Parts of one answer are one arrow. */
const folded = (steps: readonly JoinStep[]): readonly JoinStep[] => {
  const all: JoinStep[] = [];
  for (const step of steps) {
    const before = all.at(-1);
    if (!follows(before, step)) all.push(step);
    else
      all[all.length - 1] = {
        ...step,
        at: before.at,
        count: before.count + 1,
        bytes: before.bytes + step.bytes,
      };
  }
  return all;
};

export const traceJoin = (parameters: Parameters, pattern: StrategyName): JoinTrace => {
  const steps: JoinStep[] = [];
  let leftOut = 0;
  const run = createPatternRun(
    pattern,
    { ...parameters, peers: NEIGHBORS + 1, faults: [] },
    joins(NEIGHBORS),
    ({ at, from, to, bytes }) => {
      const ends = [from, to].map(({ who }) => who);
      if (!ends.includes(NEIGHBORS)) return;
      const frame = decodeFrame(bytes);
      if (!frame.ok) return;
      const kind = kindOfType(frame.value.type);
      if (kind !== 'payload' && kind !== 'asking') {
        leftOut++;
        return;
      }
      steps.push({
        at: at - SETTLED_MS,
        from: columnOf(from.who),
        to: columnOf(to.who),
        frame: frame.value.type,
        count: 1,
        bytes: bytes.length,
        entries: run.inhabitants.get(NEIGHBORS)?.journal.entryCount() ?? 0,
      });
    },
  );
  /** The newcomer first, then the fixed server where there is one, then the others. */
  const others = [...run.inhabitants.values()].map(({ who }) => who).sort((one, other) => one - other);
  for (let who = 0; who < NEIGHBORS; who++) if (!others.includes(who)) others.push(who);
  const columnOf = (who: number): number => (who === NEIGHBORS ? 0 : others.indexOf(who) + 1);
  run.advanceTo(SETTLED_MS + WATCHED_MS);
  return {
    pattern,
    columns: ['Newcomer', ...others.map((who) => (who < 0 ? 'Server' : `Peer ${who + 1}`))],
    steps: folded(steps),
    leftOut,
    entries: run.inhabitants.get(NEIGHBORS)?.journal.entryCount() ?? 0,
  };
};
