/**
 * Reads a room's journal from the disk, through the door like everything else, in slices between which others are served.
 * It does not know how the disk keeps it, nor what becomes of the journal.
 */

import type { Admission, Journal } from '@/lib/ledger/journal';
import { ok, type Result } from '@/lib/ledger/result';
import type { Store, StoreError } from './store';
import type { StoredRoom } from './stored-room';

/** Bytes that are taken in one go, and how long, in ms, is gone on before others have their turn. */
const SLICE_BYTES = 64 * 1024;
const TURN_MS = 10;

export interface LoadedJournal {
  readonly stored: StoredRoom;
  /** The disk holds something that the door did not let in: it is to stay there. */
  readonly holdsMore: boolean;
}

/** Lets others have their turn whenever one was long enough. */
const createTurns = () => {
  let since = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - since < TURN_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
};

function* slicesOf(updates: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  let slice: Uint8Array[] = [];
  let bytes = 0;
  for (const update of updates) {
    slice.push(update);
    bytes += update.length;
    if (bytes < SLICE_BYTES) continue;
    yield slice;
    slice = [];
    bytes = 0;
  }
  if (slice.length > 0) yield slice;
}

/** @param tell what became of each update, but for those that the next ones make room for */
export const loadJournal = async (
  store: Pick<Store, 'open'>,
  room: string,
  journal: Journal,
  tell: (admission: Admission) => void,
): Promise<Result<LoadedJournal, StoreError>> => {
  const turn = createTurns();
  let refused = 0;

  /** Returns those that came before what they follow on. */
  const take = async (updates: readonly Uint8Array[]): Promise<Uint8Array[]> => {
    const early: Uint8Array[] = [];
    for (const slice of slicesOf(updates)) {
      for (const [index, admission] of journal.admitAll(slice, 'storage').entries()) {
        const update = slice[index];
        if (admission.gaps.length > 0 && update !== undefined) {
          early.push(update);
          continue;
        }
        refused += admission.refused.length;
        tell(admission);
      }
      // The digest hashes what is new since it was asked for last: now, or all at once when somebody comes.
      journal.digest();
      await turn();
    }
    return early;
  };

  let early: Uint8Array[] = [];
  const opened = await store.open(room, async (updates) => {
    early.push(...(await take(updates)));
  });
  if (!opened.ok) return opened;
  for (let before = -1; early.length > 0 && journal.entryCount() > before; ) {
    before = journal.entryCount();
    early = await take(early);
  }
  return ok({ stored: opened.value, holdsMore: refused + early.length > 0 });
};
