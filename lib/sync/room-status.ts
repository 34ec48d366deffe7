/**
 * How things stand in a room, as plain data for whoever shows it. It does not know how any of it was found out.
 */

import type { Progress } from './catch-up';
import type { Payloads } from './payloads';
import type { Role } from './room';
import type { CountedRefusal, Ending, StandingTrouble } from './room-log';
import type { Traffic } from './session';
import type { Exchange, Plan } from './strategy';
import type { PeerId, TransportName } from './transport';

export interface PeerStatus {
  readonly peer: PeerId;
  readonly role: Role;
  /** What the peer says of itself: the app's own JSON; '' until it has spoken. */
  readonly about: string;
  readonly linked: boolean;
  /** null: no data flows directly. */
  readonly exchange: Exchange | null;
  readonly transport: TransportName | null;
  /** Round trip in ms, null until measured. */
  readonly rtt: number | null;
  /** Both copies are known to hold the same. */
  readonly agreed: boolean;
  /** How many of our entries it lacks; null when not known. */
  readonly lacks: number | null;
}

export interface RoomStatus {
  readonly self: PeerId;
  readonly peers: readonly PeerStatus[];
  /** Whom this peer holds to be the elected server, maybe itself; null where none is elected. */
  readonly server: PeerId | null;
  readonly stalled: Plan['stalled'];
  readonly troubles: readonly StandingTrouble[];
  /** Structs turned away at the door, by neighbor and reason. */
  readonly refused: readonly CountedRefusal[];
  /** Writers under whose name two different journals were met. */
  readonly forks: readonly number[];
  readonly traffic: Traffic;
  /** Updates that came in, and those that held nothing new. */
  readonly payloads: Payloads;
  readonly progress: Progress | null;
  /** The last links that ended, the newest last. */
  readonly endings: readonly Ending[];
}
