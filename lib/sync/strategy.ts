/**
 * The contract of the article's four patterns: a strategy looks at the room and says with whom to keep a session.
 * It does not know links, frames, documents or time that passes: the same room always gives the same plan.
 */

import type { Room } from './room';
import type { PeerId } from './transport';

/**
 * What flows over a link: `full` the data, all of it on meeting and whatever it costs; `diff` the data, by comparing
 * first; `presence` only who is there.
 */
export type Exchange = 'full' | 'diff' | 'presence';

export const carriesData = (exchange: Exchange | null): boolean => exchange === 'full' || exchange === 'diff';

export interface PlannedNeighbor {
  readonly peer: PeerId;
  readonly exchange: Exchange;
}

export interface Plan {
  readonly neighbors: readonly PlannedNeighbor[];
  /** Whom this peer holds to be the elected server; its work is judged. Maybe itself. */
  readonly server?: PeerId;
  /** Linked peers that are asked to look for others. They decide: nobody is cut off. */
  readonly spare?: readonly PeerId[];
  /** Set when the strategy cannot do its work now; shown to people. Nothing is lost meanwhile. */
  readonly stalled: null | 'no-server-in-sight';
}

export const strategyNames = ['nearest-peer', 'fixed-server', 'elected-server', 'data-blast'] as const;
export type StrategyName = (typeof strategyNames)[number];

export type Strategy = (room: Room) => Plan;
