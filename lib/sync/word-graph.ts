/**
 * The room as its words draw it: who can be reached from a peer, and one tree over all of it that everyone who has the same
 * words draws alike. It does not know what the words say beside neighbors, nor what travels along the tree.
 */

import type { PeerId } from './transport';

/** Whom a peer names as its neighbors; nobody where it has said nothing. */
export type Naming = (peer: PeerId) => readonly PeerId[];

/** Whoever is named by somebody who is reached, `from` first. */
export const reachedFrom = (from: PeerId, namedBy: Naming): ReadonlySet<PeerId> => {
  const reached = new Set([from]);
  for (const peer of reached) for (const neighbor of namedBy(peer)) reached.add(neighbor);
  return reached;
};

/** For each peer by whom it comes to the root on a shortest way, of several the lowest id; the root's own is itself. */
export const treeFrom = (root: PeerId, namedBy: Naming): ReadonlyMap<PeerId, PeerId> => {
  const parents = new Map([[root, root]]);
  for (let level = [root]; level.length > 0; ) {
    const next: PeerId[] = [];
    for (const peer of level.sort())
      for (const neighbor of namedBy(peer)) {
        if (parents.has(neighbor)) continue;
        parents.set(neighbor, peer);
        next.push(neighbor);
      }
    level = next;
  }
  return parents;
};
