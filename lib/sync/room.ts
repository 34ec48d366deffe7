/**
 * What one peer knows of the others in its room at one moment, as plain data for the strategies.
 * It does not know how any of it was learned.
 */

import type { PeerId } from './transport';

export type Role = 'peer' | 'server';

export interface PeerView {
  readonly peer: PeerId;
  readonly role: Role;
  /**
   * Since when it counts as present, in ms since the epoch: when it says it joined, or, if it has failed and was taken back,
   * since then. null until it has said anything.
   */
  readonly joinedAt: number | null;
  /** Some transport can dial it now. */
  readonly reachable: boolean;
  readonly linked: boolean;
  /** Round trip in ms, null until measured. */
  readonly rtt: number | null;
  /** Dials in a row that came to nothing. */
  readonly failures: number;
  /** It lately did not do the work that it was asked for. */
  readonly failing: boolean;
  /** How many neighbors it says it has. */
  readonly degree: number;
  /** It has asked us to look for others: it has more links than it needs. */
  readonly full: boolean;
}

export interface Room {
  readonly self: { readonly peer: PeerId; readonly role: Role; readonly joinedAt: number };
  /** Everyone else, in the order of their ids. */
  readonly peers: readonly PeerView[];
}
