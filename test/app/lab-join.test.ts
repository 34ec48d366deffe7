import { describe, expect, it } from 'vitest';
import { measureGrowth } from '@/app/lab/simulation/growth';
import { type JoinStep, traceJoin } from '@/app/lab/simulation/join-trace';
import { usualParameters } from '@/app/lab/simulation/parameters';

const NEWCOMER = 0;

const sendersOf = (steps: readonly JoinStep[]): ReadonlySet<number> =>
  new Set(steps.filter(({ to, frame }) => to === NEWCOMER && frame === 'batch').map(({ from }) => from));

const bytesOf = (steps: readonly JoinStep[]): number =>
  steps.filter(({ frame }) => frame === 'batch').reduce((sum, { bytes }) => sum + bytes, 0);

describe('one join, message by message', () => {
  const nearest = traceJoin(usualParameters, 'nearest-peer');
  const blast = traceJoin(usualParameters, 'data-blast');

  it('[C2] by nearest peer asks all neighbors and takes the data from one', () => {
    const asked = nearest.steps.filter(({ from, frame }) => from === NEWCOMER && frame === 'digest');
    expect(new Set(asked.map(({ to }) => to)).size).toBe(4);
    expect(sendersOf(nearest.steps).size).toBe(1);
    expect(nearest.entries).toBe(usualParameters.records);
  });

  it('[C12] by data blast takes everything from each', () => {
    expect(sendersOf(blast.steps).size).toBe(4);
    expect(bytesOf(blast.steps)).toBeGreaterThan(3 * bytesOf(nearest.steps));
  });
});

describe('the waste of the blast', () => {
  it('grows with a small power of the peers, and not exponentially', () => {
    const [four, eight, sixteen] = [4, 8, 16].map(
      (peers) => measureGrowth(usualParameters, peers).redundant['data-blast'] ?? 0,
    );
    if (four === undefined || eight === undefined || sixteen === undefined) throw new Error('not measured');
    // An exponential would square what one doubling did.
    expect(sixteen / eight).toBeLessThan((eight / four) ** 2 / 1.5);
    expect(sixteen / eight).toBeLessThan(8);
  });
});
