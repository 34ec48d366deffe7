/**
 * Which versions stand where versions replace each other in a circle. No honest writer can close one: it takes the name of a
 * version that is yet to be written. It does not know entries or fields.
 *
 * What lies on a circle replaces nothing else on it: all of it stands, unless something outside the circle replaces it. So a
 * liar gains a tie, which is shown as a conflict, and a further version that names all of it ends it. The answer depends on
 * the set of versions alone, not on their order of arrival. Circles are the strongly connected components of the graph
 * (Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1972), here without recursion.
 */

/** The nodes that each node replaces: `replaces[node]` holds indexes of nodes. */
export type ReplacementGraph = readonly (readonly number[])[];

interface Search {
  readonly replaces: ReplacementGraph;
  /** Order of discovery, from 1; 0 while not found. */
  readonly found: Uint32Array;
  /** The earliest node found that can be reached from here and is still open. */
  readonly lowest: Uint32Array;
  /** The component's number, from 1; 0 while none is known. */
  readonly component: Uint32Array;
  readonly open: number[];
  discovered: number;
  components: number;
}

const closeComponent = (search: Search, root: number): void => {
  search.components++;
  for (;;) {
    const node = search.open.pop();
    if (node === undefined) return;
    search.component[node] = search.components;
    if (node === root) return;
  }
};

const lower = (search: Search, node: number, candidate: number): void => {
  search.lowest[node] = Math.min(search.lowest[node] as number, candidate);
};

const discover = (search: Search, node: number, path: { node: number; next: number }[]): void => {
  search.discovered++;
  search.found[node] = search.discovered;
  search.lowest[node] = search.discovered;
  search.open.push(node);
  path.push({ node, next: 0 });
};

const searchFrom = (search: Search, start: number): void => {
  const path: { node: number; next: number }[] = [];
  discover(search, start, path);
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const { node } = step;
    const target = search.replaces[node]?.[step.next++];
    if (target === undefined) {
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(search, above.node, search.lowest[node] as number);
      if (search.lowest[node] === search.found[node]) closeComponent(search, node);
    } else if (search.found[target] === 0) discover(search, target, path);
    else if (search.component[target] === 0) lower(search, node, search.found[target] as number);
  }
};

/** For each node whether it stands: nothing outside its own circle replaces it. At least one node does, if there is any. */
export const standing = (replaces: ReplacementGraph): boolean[] => {
  const count = replaces.length;
  const search: Search = {
    replaces,
    found: new Uint32Array(count),
    lowest: new Uint32Array(count),
    component: new Uint32Array(count),
    open: [],
    discovered: 0,
    components: 0,
  };
  for (let node = 0; node < count; node++) if (search.found[node] === 0) searchFrom(search, node);
  const stands = new Array<boolean>(count).fill(true);
  for (const [node, targets] of replaces.entries())
    for (const target of targets)
      if (search.component[node] !== search.component[target]) stands[target] = false;
  return stands;
};
