/**
 * Writes a room's journal anew as few updates of bounded size, a part with each flush, and takes out what lay there before in
 * the same write as the last of them: at every moment the disk holds all of it once or twice.
 * It does not know when that is worth its cost.
 */

import type { SharedDocument } from '@/lib/sync/shared-document';
import type { Source, Written } from './flush-queue';
import type { Operation } from './ledger-database';
import type { StoredRoom } from './stored-room';

export interface CompactionNeeds {
  readonly document: Pick<SharedDocument, 'updatesSince'>;
  readonly stored: StoredRoom;
  readonly flush: (source: Source) => void;
  readonly ended: (outcome: Written) => void;
}

export const startCompaction = ({ document, stored, flush, ended }: CompactionNeeds): void => {
  const before = stored.next();
  // The journal as it is now; what it gains from here on is stored behind that number by itself.
  const updates = document.updatesSince(new Map())[Symbol.iterator]();
  let isWhole = false;

  const take = (bytes: number): readonly Operation[] => {
    const operations: Operation[] = [];
    for (let taken = 0; taken < bytes; ) {
      const next = updates.next();
      if (next.done === true) {
        isWhole = true;
        operations.push(...stored.dropBefore(before));
        break;
      }
      taken += next.value.length;
      operations.push(...stored.append(next.value));
    }
    return operations;
  };

  const source: Source = {
    take,
    written: (outcome) => {
      if (outcome.ok && !isWhole) flush(source);
      else ended(outcome);
    },
  };
  flush(source);
};
