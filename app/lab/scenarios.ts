/** Runs worth a look, as changes of the usual one. */

import { type Parameters, usualParameters } from './simulation/parameters';

export const scenarioNames = ['well', 'kill', 'blackHole', 'cut', 'churn', 'badNetwork', 'crowd'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export interface Scenario {
  readonly name: string;
  readonly parameters: Parameters;
}

const usual = (changes: Partial<Parameters>): Parameters => ({ ...usualParameters, ...changes });

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  well: { name: 'All is well', parameters: usualParameters },
  kill: { name: 'The server is killed', parameters: usual({ faults: [{ kind: 'kill', at: 20 }] }) },
  blackHole: {
    name: 'The server becomes a black hole',
    parameters: usual({ faults: [{ kind: 'black-hole', at: 20 }] }),
  },
  cut: {
    name: 'The room is cut in two',
    parameters: usual({
      faults: [
        { kind: 'cut', at: 20 },
        { kind: 'heal', at: 35 },
      ],
    }),
  },
  churn: { name: 'People come and go', parameters: usual({ churn: 20 }) },
  badNetwork: { name: 'A bad network', parameters: usual({ delay: 200, loss: 15 }) },
  crowd: { name: 'A crowd of 60', parameters: usual({ peers: 60, records: 50, seconds: 40 }) },
};
