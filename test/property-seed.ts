/** One seed for all property tests, so that a run can be repeated. `PROPERTY_SEED=2 npm test` draws other cases. */

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
