/** What the page and its workers say to each other. */

import type { StrategyName } from '@/lib/sync/strategy';
import type { GrowthRow } from './simulation/growth';
import type { JoinTrace } from './simulation/join-trace';
import type { Fault, FaultKind, Parameters } from './simulation/parameters';
import type { PatternReport } from './simulation/report';

/** Seconds of the room's time in a second of ours; null: as fast as it can. */
export type Speed = number | null;

export type ToWorker =
  | { readonly kind: 'run'; readonly parameters: Parameters }
  | { readonly kind: 'play'; readonly speed: Speed }
  | { readonly kind: 'pause' }
  | { readonly kind: 'step' }
  /** As soon as can be. */
  | { readonly kind: 'befall'; readonly fault: FaultKind }
  | { readonly kind: 'join'; readonly parameters: Parameters; readonly pattern: StrategyName }
  | { readonly kind: 'growth'; readonly parameters: Parameters };

export type FromWorker =
  | {
      readonly kind: 'report';
      readonly at: number;
      readonly isOver: boolean;
      readonly patterns: readonly PatternReport[];
    }
  /** With this in the link the run is the same again. */
  | { readonly kind: 'befell'; readonly fault: Fault }
  | { readonly kind: 'join'; readonly trace: JoinTrace }
  | { readonly kind: 'growth'; readonly row: GrowthRow; readonly isLast: boolean };
