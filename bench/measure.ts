/** Times and heaps, and their medians. It does not know what is measured. */

export interface Cost {
  /** Milliseconds by the clock on the wall. */
  readonly time: number;
  /** Bytes that stay in use as long as the result does. */
  readonly heap: number;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

export const medianCost = (costs: readonly Cost[]): Cost => ({
  time: median(costs.map(({ time }) => time)),
  heap: median(costs.map(({ heap }) => heap)),
});

const usedHeap = (): number => {
  if (globalThis.gc === undefined) throw new Error('Heaps are measured under node --expose-gc only.');
  // Twice: what the first finds only weakly held, the second frees.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** What `run` costs; its result is looked at once more by `keep`, so that it is in use while it is weighed. */
export const weigh = <Result>(run: () => Result, keep: (result: Result) => void): Cost => {
  const before = usedHeap();
  const start = performance.now();
  const result = run();
  const time = performance.now() - start;
  const heap = usedHeap() - before;
  keep(result);
  return { time, heap };
};

/** Milliseconds that one of many small deeds takes, as the median over all. */
export const timeEach = (times: number, deed: (index: number) => void): number => {
  const all: number[] = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    deed(index);
    all.push(performance.now() - start);
  }
  return median(all);
};
