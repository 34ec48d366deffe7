import { describe, expect, it } from 'vitest';
import { strategyNames } from '@/lib/sync/strategy';
import { describeFailure } from './describe';
import { runScenario } from './run-scenario';
import { drawScenario } from './scenario';

const PER_BLOCK = 10;
const BLOCKS = 6;

const blocks = strategyNames.flatMap((name) =>
  Array.from(
    { length: BLOCKS },
    (_, index) => [name, 1 + index * PER_BLOCK, (index + 1) * PER_BLOCK] as const,
  ),
);

describe('a room in which much goes wrong', () => {
  it.each(blocks)('[R1] keeps every invariant: %s, seeds %i to %i', (name, from, to) => {
    for (let seed = from; seed <= to; seed++) {
      const scenario = drawScenario(seed, name);
      const { failure } = runScenario(scenario);
      if (failure !== null) expect.fail(describeFailure(scenario, failure));
    }
  });

  it('[R6] goes the same way each time', () => {
    const outcomes = [1, 2].map(() => runScenario(drawScenario(3, 'nearest-peer')));
    expect(outcomes[0]).toEqual(outcomes[1]);
  });
});
