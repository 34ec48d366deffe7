/** Says what became of an undo or a redo. */

import type { UndoOutcome } from '@/lib/ledger/ledger';

export type UndoDirection = 'undo' | 'redo';

const actions: ReadonlyMap<string, string> = new Map([
  ['create', 'the new line'],
  ['change', 'the change'],
  ['remove', 'the deletion'],
  ['restore', 'putting it back'],
  ['settle', 'the choice of a version'],
  ['import', 'the import'],
]);

const stands = 'somebody has changed it since';

export function sayUndo(direction: UndoDirection, { done, kept, label }: UndoOutcome): string {
  const undoing = direction === 'undo';
  if (done === 0) {
    if (kept > 0) return `Left as it is: ${stands}.`;
    return undoing ? 'There is nothing to undo.' : 'There is nothing to do again.';
  }
  const verb = undoing ? 'Undone' : 'Done again';
  const action = actions.get(label);
  const what = action === undefined ? `${verb}.` : `${verb}: ${action}.`;
  if (kept === 0) return what;
  return kept === 1
    ? `${what} One thing was left as it is: ${stands}.`
    : `${what} ${kept} things were left as they are: somebody has changed them since.`;
}
