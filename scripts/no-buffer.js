/**
 * Stands where a bundler would put a stand-in for Node's Buffer of 29 KB: lib0 names it in a branch for Node, which no
 * browser enters.
 */
export const Buffer = undefined;
