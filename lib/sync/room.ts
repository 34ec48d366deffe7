/**
 * What one peer knows of the others in its room at one moment, as plain data for the strategies.
 * It does not know how any of it was learned.
 */

import type { PeerId } from './transport';

export type Role = 'peer' | 'server';

export interface PeerView {
  readonly peer: PeerId;
  readonly role: Role;
  /** When it says it joined, in ms since the epoch; self-asserted, trusted as members are. */
  readonly joinedAt: number;
  /** Some transport can dial it now. */
  readonly reachable: boolean;
  readonly linked: boolean;
  /** Round trip in ms, null until measured. */
  readonly rtt: number | null;
  /** Dials in a row that came to nothing. */
  readonly failures: number;
}

export interface Room {
  readonly self: { readonly peer: PeerId; readonly role: Role; readonly joinedAt: number };
  /** Everyone else, in the order of their ids. */
  readonly peers: readonly PeerView[];
}
