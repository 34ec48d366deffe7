/**
 * Which peers can be dialled by which transport, and when a dial may be tried again.
 * It does not know who should be dialled, nor what a link is used for.
 */

import type { Clock, Random } from './clock';
import type { Role } from './room';
import type { PeerId, Transport } from './transport';

/** The first dial after a failure waits for so long, then twice, up to the cap; each with up to half of it more or less. */
const FIRST_WAIT_MS = 500;
const WAIT_CAP_MS = 8_000;

interface Sighting {
  role: Role;
  readonly transports: Set<Transport>;
  failures: number;
  dialing: boolean;
  notBefore: number;
}

export interface Neighborhood {
  sighted(peer: PeerId, transport: Transport, role: Role): void;
  vanished(peer: PeerId, transport: Transport): void;
  /** A link to the peer is open: its failures are forgotten. */
  linked(peer: PeerId): void;
  failed(peer: PeerId): void;
  /** Dials over the best transport that sees the peer, unless it is too early. */
  dial(peer: PeerId): void;
  /** The world has changed: whoever failed may be tried at once. */
  forgive(): void;
  roleOf(peer: PeerId): Role | null;
  failuresOf(peer: PeerId): number;
  isReachable(peer: PeerId): boolean;
  peers(): Iterable<PeerId>;
  clear(): void;
}

/** @param transports in the order of preference. */
export const createNeighborhood = (
  transports: readonly Transport[],
  clock: Clock,
  random: Random,
): Neighborhood => {
  const sightings = new Map<PeerId, Sighting>();

  const waitAfter = (failures: number): number =>
    Math.min(WAIT_CAP_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.5 + random());

  return {
    sighted: (peer, transport, role) => {
      const known = sightings.get(peer);
      if (known === undefined) {
        sightings.set(peer, {
          role,
          transports: new Set([transport]),
          failures: 0,
          dialing: false,
          notBefore: 0,
        });
        return;
      }
      known.role = role;
      known.transports.add(transport);
    },
    vanished: (peer, transport) => {
      const known = sightings.get(peer);
      if (known === undefined) return;
      known.transports.delete(transport);
      known.dialing = false;
      if (known.transports.size === 0) sightings.delete(peer);
    },
    linked: (peer) => {
      const known = sightings.get(peer);
      if (known === undefined) return;
      known.failures = 0;
      known.dialing = false;
    },
    failed: (peer) => {
      const known = sightings.get(peer);
      if (known === undefined) return;
      known.failures++;
      known.dialing = false;
      known.notBefore = clock.now() + waitAfter(known.failures);
    },
    dial: (peer) => {
      const known = sightings.get(peer);
      if (known === undefined || known.dialing || clock.now() < known.notBefore) return;
      const transport = transports.find((candidate) => known.transports.has(candidate));
      if (transport === undefined) return;
      known.dialing = true;
      transport.dial(peer);
    },
    forgive: () => {
      for (const known of sightings.values()) {
        known.notBefore = 0;
        known.dialing = false;
      }
    },
    roleOf: (peer) => sightings.get(peer)?.role ?? null,
    failuresOf: (peer) => sightings.get(peer)?.failures ?? 0,
    isReachable: (peer) => sightings.has(peer),
    peers: () => sightings.keys(),
    clear: () => sightings.clear(),
  };
};
