/** Makes a failing scenario smaller while it still breaks the same invariant: fewer happenings, fewer peers, plainer ways. */

import { type Failure, runScenario } from './run-scenario';
import type { Scenario } from './scenario';

/** Runs are dear: so many are tried. */
const MOST_RUNS = 150;

const without = <Item>(items: readonly Item[], from: number, count: number): Item[] => [
  ...items.slice(0, from),
  ...items.slice(from + count),
];

function* smaller(scenario: Scenario): Generator<Scenario> {
  const { happenings } = scenario;
  for (let size = Math.ceil(happenings.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < happenings.length; from += size)
      yield { ...scenario, happenings: without(happenings, from, size) };
  if (scenario.peers > 2) yield { ...scenario, peers: scenario.peers - 1 };
  if (scenario.hasSkewedClocks) yield { ...scenario, hasSkewedClocks: false };
  if (scenario.bandwidth !== null) yield { ...scenario, bandwidth: null };
  if (scenario.isMistaken) yield { ...scenario, isMistaken: false };
}

/** The smallest that was found, and how it fails. The scenario itself must fail. */
export const shrink = (failing: Scenario): readonly [Scenario, Failure] => {
  const first = runScenario(failing).failure;
  if (first === null) throw new RangeError(`seed ${failing.seed} does not fail`);
  let found: readonly [Scenario, Failure] = [failing, first];
  let runs = 0;
  for (let isSmaller = true; isSmaller && runs < MOST_RUNS; ) {
    isSmaller = false;
    for (const candidate of smaller(found[0])) {
      if (++runs >= MOST_RUNS) break;
      const { failure } = runScenario(candidate);
      if (failure?.invariant !== first.invariant) continue;
      found = [candidate, failure];
      isSmaller = true;
      break;
    }
  }
  return found;
};
