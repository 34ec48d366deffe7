/** npm run simulate: runs scenarios from seeds, says how fast, and tells of the first that fails. */

import { parseArgs } from 'node:util';
import { type StrategyName, strategyNames } from '@/lib/sync/strategy';
import { describeFailure } from './describe';
import { runScenario } from './run-scenario';
import { drawScenario } from './scenario';
import { shrink } from './shrink';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    strategy: { type: 'string' },
    keep: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const strategyOf = (name: string | undefined): StrategyName | undefined => {
  const known = strategyNames.find((candidate) => candidate === name);
  if (name !== undefined && known === undefined) throw new RangeError(`no strategy is called ${name}`);
  return known;
};

const run = (): number => {
  const from = Number(values.from);
  const count = Number(values.seeds);
  const strategy = strategyOf(values.strategy);
  const start = performance.now();
  let virtual = 0;
  let failures = 0;
  let ran = 0;
  for (let seed = from; seed < from + count; seed++) {
    const scenario = drawScenario(seed, strategy);
    const outcome = runScenario(scenario);
    ran++;
    virtual += outcome.took;
    if (outcome.failure === null) continue;
    failures++;
    if (values.keep && !values.shrink)
      console.log(
        `seed ${seed} ${scenario.strategy}: ${outcome.failure.invariant}: ${outcome.failure.complaint}`,
      );
    else
      console.log(
        describeFailure(...(values.shrink ? shrink(scenario) : ([scenario, outcome.failure] as const))),
      );
    if (!values.keep) break;
  }
  const seconds = (performance.now() - start) / 1_000;
  const rate = Math.round((ran / seconds) * 60);
  console.log(
    `${ran} seeds from ${from}, ${failures} failed; ${rate} seeds a minute, ${Math.round(virtual / 1_000 / seconds)} times as fast as life`,
  );
  return failures === 0 ? 0 : 1;
};

process.exitCode = run();
