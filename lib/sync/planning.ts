/**
 * When a strategy is asked, and when its plan is followed up: soon after a change, and regularly without any; more rarely in
 * a large room. It does not know what a plan says, nor how it is followed.
 */

import type { Clock } from './clock';
import type { Room } from './room';
import type { Plan, Strategy } from './strategy';
import { createTimers } from './timers';

/** How often the plan is followed up, and how often the strategy is asked without any reason; more rarely in a large room. */
const FOLLOW_MS = 1_000;
const REPLAN_MS = 1_000;
const REPLAN_PER_PEER_MS = 20;
/** Changes of the room are gathered for so long before the strategy is asked; longer where many come and go, up to a bound. */
const SETTLE_MS = 20;
const SETTLE_PER_PEER_MS = 3;
const LONGEST_SETTLE_MS = 500;
/** What others say of theirs may wait longer, and who comes in sight. */
const LONGEST_HEARSAY_MS = 2_000;

export interface PlanningNeeds {
  readonly clock: Clock;
  readonly strategy: Strategy;
  readonly room: () => Room;
  readonly isRunning: () => boolean;
  /** Looks at what a plan depends on and nobody tells: true if the strategy is to be asked at once. */
  readonly hasTurned: () => boolean;
  readonly planned: (plan: Plan) => void;
  /** To do what the plan asks for and is not there yet. */
  readonly follow: () => void;
}

export interface Planning {
  plan(): Plan;
  /** All that are planned get the same: data goes wherever there is a link. */
  isEven(): boolean;
  begin(): void;
  stop(): void;
  /** The room has changed. */
  soon(): void;
  /** Something was heard of others, which may wait. */
  inTime(): void;
  setStrategy(strategy: Strategy): void;
}

export const createPlanning = (needs: PlanningNeeds): Planning => {
  const { clock, isRunning, hasTurned, follow } = needs;
  const timers = createTimers(clock);
  let strategy = needs.strategy;
  let plan: Plan = { neighbors: [], stalled: null };
  let roomSize = 0;
  let plannedAt = Number.NEGATIVE_INFINITY;

  const later = (name: string, ms: number, run: () => void): void => {
    if (isRunning()) timers.soon(name, ms, run);
  };

  const replan = (): void => {
    hasTurned();
    const room = needs.room();
    roomSize = room.peers.length;
    plannedAt = clock.now();
    plan = strategy(room);
    needs.planned(plan);
  };

  const followRegularly = (): void => {
    later('follow', FOLLOW_MS, followRegularly);
    const isDue = clock.now() - plannedAt >= Math.max(REPLAN_MS, REPLAN_PER_PEER_MS * roomSize);
    if (hasTurned() || isDue) replan();
    else follow();
  };

  const settleMs = (longest: number): number =>
    Math.min(longest, Math.max(SETTLE_MS, SETTLE_PER_PEER_MS * roomSize));

  return {
    plan: () => plan,
    isEven: () => plan.server === undefined && plan.neighbors.every(({ exchange }) => exchange === 'diff'),
    begin: () => {
      replan();
      followRegularly();
    },
    stop: timers.clear,
    soon: () => later('settle', settleMs(LONGEST_SETTLE_MS), replan),
    inTime: () => later('hearsay', settleMs(LONGEST_HEARSAY_MS), replan),
    setStrategy: (next) => {
      if (next === strategy) return;
      strategy = next;
      if (isRunning()) replan();
    },
  };
};
