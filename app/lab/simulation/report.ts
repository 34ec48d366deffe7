/** What the lab knows of a run, as plain data that can leave the worker: totals, series and the picture of the mesh. */

import type { StrategyName } from '@/lib/sync/strategy';
import type { DeliveryFigures } from './deliveries';
import type { Inhabitant } from './inhabitant';
import type { Metered } from './meter';
import { type Flight, isWell, type PatternRun, sampled } from './pattern-run';

export interface Sample {
  /** Seconds from the start. */
  readonly at: number;
  /** Of the data, each a second. */
  readonly messages: number;
  readonly bytes: number;
  readonly redundant: number;
  readonly busiest: number;
  /** Edits that somebody still lacks, at this moment. */
  readonly waiting: number;
  /** Peers that lack anything that another has. */
  readonly behind: number;
}

export interface Totals extends DeliveryFigures, Metered {
  /** Those that are well. */
  readonly peers: number;
  readonly behind: number;
  /** Of peers that see no server. */
  readonly stalled: number;
  /** The busiest peer's bytes of the data, and the average peer's. */
  readonly busiest: number;
  readonly average: number;
  readonly officeChanges: number;
  /** Seconds from the last edit until all held the same; null while they do not. */
  readonly agreedAfter: number | null;
}

export type NodeLook = 'well' | 'behind' | 'black-hole' | 'gone' | 'vacant';

export interface MeshNode {
  readonly place: number;
  readonly look: NodeLook;
  readonly isServer: boolean;
}

export interface MeshLink {
  /** Places. */
  readonly ends: readonly [number, number];
  readonly carriesData: boolean;
}

export interface MeshPicture {
  readonly nodes: readonly MeshNode[];
  /** Of many, a sample. */
  readonly links: readonly MeshLink[];
  readonly flights: readonly Flight[];
}

export interface PatternReport {
  readonly pattern: StrategyName;
  readonly totals: Totals;
  /** New since the report before. */
  readonly samples: readonly Sample[];
  readonly mesh: MeshPicture;
}

/** How many entries there are in the room: each writer's, as far as anybody who is well has them. */
const entriesAmong = (all: readonly Inhabitant[]): number => {
  const furthest = new Map<number, number>();
  for (const { journal } of all)
    for (const [writer, reached] of journal.reach())
      if (reached > (furthest.get(writer) ?? 0)) furthest.set(writer, reached);
  return [...furthest.values()].reduce((sum, reached) => sum + reached, 0);
};

export const lookAt = (
  run: PatternRun,
): { readonly well: readonly Inhabitant[]; readonly behind: ReadonlySet<number> } => {
  const well = [...run.inhabitants.values()].filter(isWell);
  const all = entriesAmong(well);
  const behind = well.filter(({ journal }) => journal.entryCount() < all).map(({ who }) => who);
  return { well, behind: new Set(behind) };
};

export const totalsOf = (run: PatternRun, agreedAfter: number | null): Totals => {
  const { well, behind } = lookAt(run);
  const loads = [...run.meter.loads().values()];
  const sum = loads.reduce((total, load) => total + load, 0);
  return {
    ...run.deliveries.figures(),
    ...run.meter.read(),
    peers: well.length,
    behind: behind.size,
    stalled: well.filter((one) => one.plan().stalled !== null).length,
    busiest: Math.max(0, ...loads),
    average: loads.length === 0 ? 0 : sum / loads.length,
    officeChanges: run.officeChanges(),
    agreedAfter,
  };
};

const lookOf = (one: Inhabitant, behind: ReadonlySet<number>): NodeLook => {
  const health = one.health();
  return health === 'well' && behind.has(one.who) ? 'behind' : health;
};

/** More lines than this are one blot. */
const MOST_LINKS = 1_500;

export const pictureOf = (run: PatternRun, mostFlights: number): MeshPicture => {
  const { behind } = lookAt(run);
  const server = run.server();
  const nodes = new Map<number, MeshNode>();
  for (const one of run.inhabitants.values())
    nodes.set(one.place, { place: one.place, look: lookOf(one, behind), isServer: one === server });
  return {
    nodes: [...nodes.values()],
    links: sampled(run.links(), MOST_LINKS).map(({ ends: [one, other], carriesData }) => ({
      ends: [one.place, other.place],
      carriesData,
    })),
    flights: run.takeFlights(mostFlights),
  };
};
