import { describe, expect, it } from 'vitest';
import { describeFailure } from './describe';
import { runScenario } from './run-scenario';
import type { Scenario } from './scenario';

/** Scenarios that once failed, shrunk, each with what was wrong. */
const once: readonly (readonly [string, Scenario])[] = [
  [
    'a plan that changed between the two greetings was never told, so that one end took the session to carry data [S4]',
    {
      seed: 2,
      strategy: 'elected-server',
      peers: 4,
      hasRelay: false,
      delay: [5, 40],
      bandwidth: null,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [{ at: 16_768, kind: 'join' }],
    },
  ],
];

describe('what once went wrong', () => {
  it.each(once)('does not any more: %s', (_, scenario) => {
    const { failure } = runScenario(scenario);
    if (failure !== null) expect.fail(describeFailure(scenario, failure));
  });
});
