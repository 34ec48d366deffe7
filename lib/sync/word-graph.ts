/**
 * The room as its words draw it: who can be reached from a peer, and trees over all of it that everyone who has the same
 * words draws alike. It does not know what the words say beside neighbors, nor what travels along a tree.
 *
 * In a large room that forms it is drawn anew many times a second, so what is found out is noted at the places themselves.
 */

import type { PeerId } from './transport';

export interface Place {
  readonly peer: PeerId;
  /** The drawing in which it was last reached, and the tree in which it was last found. */
  reachedIn: number;
  foundIn: number;
  /** In that tree: how far from the root, and by which other it comes there; null at the root. */
  level: number;
  parent: Place | null;
}

/** Whom a place names as its neighbors. */
export type Naming<Kind> = (place: Kind) => readonly Kind[];

/** Whoever is named by somebody who is reached, `from` first. @param drawing a number that was never used before. */
export const reachedFrom = <Kind extends Place>(
  from: Kind,
  namedBy: Naming<Kind>,
  drawing: number,
): readonly Kind[] => {
  const reached = [from];
  from.reachedIn = drawing;
  for (const place of reached)
    for (const neighbor of namedBy(place)) {
      if (neighbor.reachedIn === drawing) continue;
      neighbor.reachedIn = drawing;
      reached.push(neighbor);
    }
  return reached;
};

/**
 * Everyone by a shortest way to the root; of several by the first.
 * @param tree a number that was never used before.
 * @param isBefore an order of places that is the same for everybody.
 */
export const plantTree = <Kind extends Place>(
  root: Kind,
  namedBy: Naming<Kind>,
  tree: number,
  isBefore: (one: Kind, other: Kind) => boolean,
): void => {
  const found = [root];
  root.foundIn = tree;
  root.level = 0;
  root.parent = null;
  for (const place of found)
    for (const neighbor of namedBy(place)) {
      if (neighbor.foundIn !== tree) {
        neighbor.foundIn = tree;
        neighbor.level = place.level + 1;
        neighbor.parent = place;
        found.push(neighbor);
      } else if (
        neighbor.level > place.level &&
        neighbor.parent !== null &&
        isBefore(place, neighbor.parent as Kind)
      )
        neighbor.parent = place;
    }
};
