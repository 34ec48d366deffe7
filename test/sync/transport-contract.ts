/** Runs the contract of all transports (transport-cases.ts) over one of them, as Vitest tests. */

import { describe, it } from 'vitest';
import { type MakePair, transportCases } from './transport-cases';

export const describeTransport = (name: string, makePair: MakePair): void => {
  describe(`transport contract: ${name}`, () => {
    for (const { title, run } of transportCases)
      it(title, async () => {
        const pair = await makePair();
        try {
          await run(pair);
        } finally {
          await pair.end();
        }
      });
  });
};
