/**
 * The room as a graph, drawn from what each peer says of its neighbors: who can be reached, and by which neighbor.
 * It does not know what is sent along the way, nor whether what the peers say is still so.
 */

import type { Presence } from './noted-words';
import type { PeerId } from './transport';

export interface Topology {
  /** Everyone that can be reached from these neighbors over any number of peers, the neighbors included. */
  reachable(neighbors: readonly PeerId[]): Set<PeerId>;
  /** The one of these neighbors that is nearest to the target; of equally near ones the first. null: no way is known. */
  nextHop(target: PeerId, neighbors: readonly PeerId[]): PeerId | null;
}

/** Peers alone pass signals on: the relay, where there is one, has its own way to carry them. */
const peersAlone = (words: readonly Presence[], self: PeerId): readonly Presence[] =>
  words.filter(({ peer, role }) => peer !== self && role === 'peer');

const drawGraph = (words: readonly Presence[]): Map<PeerId, Set<PeerId>> => {
  const graph = new Map<PeerId, Set<PeerId>>(words.map(({ peer }) => [peer, new Set()]));
  for (const { peer, neighbors } of words)
    for (const neighbor of neighbors) {
      const other = graph.get(neighbor);
      if (other === undefined) continue; // ourselves, the relay, or one of whom nothing else is known
      other.add(peer);
      graph.get(peer)?.add(neighbor);
    }
  return graph;
};

/** @param words of the others; what leads through `self` is no way. */
export const createTopology = (words: readonly Presence[], self: PeerId): Topology => {
  const graph = drawGraph(peersAlone(words, self));

  /** Everyone reachable from these, the nearest first. */
  const spread = (from: readonly PeerId[]): Set<PeerId> => {
    const reached = new Set(from);
    for (const peer of reached) for (const neighbor of graph.get(peer) ?? []) reached.add(neighbor);
    return reached;
  };

  return {
    reachable: spread,
    nextHop: (target, neighbors) => {
      const wanted = new Set(neighbors);
      for (const peer of spread([target])) if (wanted.has(peer)) return peer;
      return null;
    },
  };
};
