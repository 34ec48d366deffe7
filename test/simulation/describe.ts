/** A failed scenario, as text for a person: what happened, what broke, at whom, and the last frames before it. */

import type { Failure } from './run-scenario';
import type { Happening, Scenario } from './scenario';

const describeHappening = ({ at, kind, ...details }: Happening): string =>
  `${(at / 1_000).toFixed(3).padStart(8)} s  ${kind}  ${JSON.stringify(details)}`;

export const describeFailure = (
  scenario: Scenario,
  { invariant, complaint, at, frames }: Failure,
): string => {
  const { happenings, ...conditions } = scenario;
  return [
    '',
    `seed ${scenario.seed}, ${scenario.strategy}, broke "${invariant}" at ${at / 1_000} s: ${complaint}`,
    `conditions: ${JSON.stringify(conditions)}`,
    'what happened:',
    ...happenings.map(describeHappening),
    'the last frames:',
    ...frames,
    `as a test: ${JSON.stringify(scenario)}`,
    '',
  ].join('\n');
};
