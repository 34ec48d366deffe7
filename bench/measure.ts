/** Times and heaps, as medians of alternating runs. It does not know what is measured. */

export interface Cost {
  /** Milliseconds. */
  readonly time: number;
  /** Bytes that stay in use as long as the result does. */
  readonly heap: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

const usedHeap = (): number => {
  if (globalThis.gc === undefined) throw new Error('Heaps are measured under node --expose-gc only.');
  // Twice: what the first finds only weakly held, the second frees.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** What `run` costs; its result is looked at once more by `keep`, so that it is in use while it is weighed. */
const weigh = <Result>(run: () => Result, keep: (result: Result) => void): Cost => {
  const before = usedHeap();
  const start = performance.now();
  const result = run();
  const time = performance.now() - start;
  const heap = usedHeap() - before;
  keep(result);
  return { time, heap };
};

export interface Contender {
  readonly name: string;
  /** Does all of the work once, and says what it cost. */
  measure(): Cost;
}

export const contender = <Result>(
  name: string,
  run: () => Result,
  keep: (result: Result) => void,
): Contender => ({ name, measure: () => weigh(run, keep) });

/** Each in turn, `rounds` times over, so that a slow moment of the machine strikes all. */
export const race = (contenders: readonly Contender[], rounds: number): Map<string, Cost> => {
  const costs = new Map<string, Cost[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { name, measure } of contenders) costs.get(name)?.push(measure());
  return new Map(
    [...costs].map(([name, all]) => [
      name,
      { time: median(all.map(({ time }) => time)), heap: median(all.map(({ heap }) => heap)) },
    ]),
  );
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
