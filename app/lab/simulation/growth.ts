/** How the waste grows with the room: the same small work among more and more peers. It does not know any screen. */

import type { StrategyName } from '@/lib/sync/strategy';
import { createLabRun } from './lab-run';
import { type Parameters, usualParameters } from './parameters';

export const growthSizes: readonly number[] = [4, 8, 16, 32, 64];

/** A short life of a room: all gather, and write a little. */
const growthRun = {
  records: 50,
  edits: 60,
  seconds: 20,
  faults: [],
} as const;

export interface GrowthRow {
  readonly peers: number;
  /** Redundant bytes of payload, by pattern. */
  readonly redundant: { readonly [Name in StrategyName]?: number };
}

const compared: readonly StrategyName[] = ['data-blast', 'nearest-peer'];

export const measureGrowth = (parameters: Parameters, peers: number): GrowthRow => {
  const { seed, delay } = parameters;
  const run = createLabRun({ ...usualParameters, ...growthRun, seed, delay, peers, patterns: compared });
  run.advanceTo(growthRun.seconds);
  const entries = run.report(0).map(({ pattern, totals }) => [pattern, totals.redundant]);
  return { peers, redundant: Object.fromEntries(entries) };
};
