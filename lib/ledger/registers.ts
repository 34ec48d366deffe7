/**
 * The registers of all accounts, kept in step with the fold: which line stands where, and the balance after it.
 * It does not know how an index keeps its balances (register-index.ts), nor who changed what.
 */

import type { Fold, FoldedRecord } from './fold';
import type { RecordId } from './records';
import { createRegisterIndex, type RegisterIndex } from './register-index';
import { type RegisterFacts, registerFacts } from './views';

export interface Registers {
  of(account: RecordId): RegisterIndex;
  /** The line of a transaction as the registers now have it; null if it stands in none. */
  factsOf(record: FoldedRecord): RegisterFacts | null;
  /** To be called with what `factsOf` said before an entry and what it says after. */
  moved(before: RegisterFacts | null, after: RegisterFacts | null): void;
  /** False until a register is first asked for: until then nothing has to be kept in step. */
  readonly built: boolean;
}

export const createRegisters = (fold: Fold): Registers => {
  let indexes: Map<RecordId, RegisterIndex> | null = null;

  const build = (): Map<RecordId, RegisterIndex> => {
    const lines = new Map<RecordId, RegisterFacts[]>();
    for (const record of fold.records()) {
      const facts = registerFacts(record);
      if (facts === null) continue;
      const known = lines.get(facts.account);
      if (known === undefined) lines.set(facts.account, [facts]);
      else known.push(facts);
    }
    const built = new Map<RecordId, RegisterIndex>();
    for (const [account, entries] of lines) {
      const index = createRegisterIndex();
      index.load(entries);
      built.set(account, index);
    }
    return built;
  };

  const of = (account: RecordId): RegisterIndex => {
    indexes ??= build();
    let index = indexes.get(account);
    if (index === undefined) {
      index = createRegisterIndex();
      indexes.set(account, index);
    }
    return index;
  };

  return {
    of,
    factsOf: registerFacts,
    moved: (before, after) => {
      if (before !== null && after !== null && before.account === after.account) {
        of(after.account).change(before, after);
        return;
      }
      if (before !== null) of(before.account).remove(before);
      if (after !== null) of(after.account).insert(after);
    },
    get built() {
      return indexes !== null;
    },
  };
};
