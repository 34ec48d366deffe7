/** The strategies by the names that a ledger's settings use. It does not know which is in use. */

import type { Strategy, StrategyName } from '../strategy';
import { strategyNames } from '../strategy';
import { dataBlast } from './data-blast';
import { electedServer } from './elected-server';
import { fixedServer } from './fixed-server';
import { nearestPeer } from './nearest-peer';

const DEFAULT_STRATEGY: StrategyName = 'nearest-peer';

export const strategies: { readonly [Name in StrategyName]: Strategy } = {
  'nearest-peer': nearestPeer,
  'fixed-server': fixedServer,
  'elected-server': electedServer,
  'data-blast': dataBlast,
};

/** Settings may name a strategy of a later version: then the default serves, and data flows all the same. */
export const strategyNamed = (name: string): StrategyName =>
  strategyNames.find((known) => known === name) ?? DEFAULT_STRATEGY;
